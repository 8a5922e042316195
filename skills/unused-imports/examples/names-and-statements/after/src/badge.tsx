export const Badge = () => <b className="useState">new</b>;
