/**
 * Builds a new root and runs the command in it; runs inside fresh namespaces as their root. Arguments: the empty folder to build on, the size of /tmp
 * in bytes, the working folder, the program that brings the loopback up (or nothing), then `link AT TARGET`, `read FROM TO`, `write FROM TO` …, `--`, and the command line.
 * What is under /proc and could change the machine is made read-only, as bubblewrap does; then every capability is given up for good.
 */
export const namespacesScript = `set -eu
inner=\${PATH-}; PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
root=$1; size=$2; directory=$3; loopback=$4; shift 4
[ -z "$loopback" ] || "$loopback" link set lo up
mount -t tmpfs -o mode=755,size=4m,nosuid,nodev regreen "$root"
mkdir "$root/proc" "$root/tmp" "$root/dev" "$root/etc" "$root/.host"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount -t tmpfs -o mode=1777,size=$size,nosuid,nodev regreen "$root/tmp"
mount -t tmpfs -o mode=755,size=64k,nosuid regreen "$root/dev"
for node in null zero full random urandom; do : > "$root/dev/$node"; mount --bind "/dev/$node" "$root/dev/$node"; done
mkdir "$root/dev/shm"; mount -t tmpfs -o mode=1777,size=$size,nosuid,nodev regreen "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"; ln -s fd/0 "$root/dev/stdin"; ln -s fd/1 "$root/dev/stdout"; ln -s fd/2 "$root/dev/stderr"
mount -o remount,bind,ro,nosuid "$root/dev"
while [ "$1" != -- ]; do
  case $1 in
    link) ln -s "$3" "$root$2" ;;
    read|write)
      if [ -d "$2" ]; then [ -d "$root$3" ] || mkdir -p "$root$3"; else [ -d "$root\${3%/*}" ] || mkdir -p "$root\${3%/*}"; [ -e "$root$3" ] || : > "$root$3"; fi
      if [ "$1" = read ]; then mount -o bind,ro,nosuid,nodev "$2" "$root$3"; else mount -o bind,nosuid,nodev "$2" "$root$3"; fi ;;
  esac
  shift 3
done
shift
echo 0 > "$root/proc/sys/user/max_user_namespaces"
for part in sys sysrq-trigger irq bus fs; do
  [ -e "$root/proc/$part" ] || continue
  mount -o bind,ro,nosuid,nodev,noexec "$root/proc/$part" "$root/proc/$part"
done
hostname regreen 2>/dev/null || :
cd "$root"; pivot_root . .host; cd /
umount -l /.host; rmdir /.host
mount -o remount,bind,ro,nosuid,nodev /
cd "$directory"
setpriv=$(command -v setpriv); PATH=$inner; export PATH
exec "$setpriv" --no-new-privs --bounding-set -all --inh-caps -all --ambient-caps -all -- "$@"
`;
