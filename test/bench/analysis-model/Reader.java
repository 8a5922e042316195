import edu.hm.hafner.analysis.FileReaderFactory;
import edu.hm.hafner.analysis.Issue;
import edu.hm.hafner.analysis.Report;
import edu.hm.hafner.analysis.registry.ParserRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Each line of the input asks for one reading, "parser TAB file"; answered by "nanoseconds of processor time of the reading thread TAB place TAB place …". */
public class Reader {
    public static void main(String[] arguments) throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            String[] words = request.split("\t");
            System.out.println(read(words[0], Path.of(words[1])));
        }
    }

    private static String read(String parser, Path file) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Report report = new ParserRegistry().get(parser).createParser().parse(new FileReaderFactory(file, StandardCharsets.UTF_8));
        StringBuilder answer = new StringBuilder().append(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        for (Issue issue : report) answer.append('\t').append(issue.getFileName()).append(':').append(issue.getLineStart());
        return answer.toString();
    }
}
