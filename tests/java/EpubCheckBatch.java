import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.io.PrintStream;

/** Checks every book named on the command line in one JVM; prints `book TAB severity TAB id TAB place TAB message` for each remark. */
public class EpubCheckBatch {
    private static final PrintStream OUT = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);

    public static void main(String[] books) {
        for (int at = 0; at < books.length; at++) {
            Printer report = new Printer(at);
            report.setEpubFileName(books[at]);
            try {
                new EpubCheck(new File(books[at]), report).check();
            } catch (RuntimeException | StackOverflowError fault) {
                // One book must not cost the others their check.
                print(at, "FATAL", "crash", "", fault.toString());
            }
        }
        OUT.println("done\t" + books.length);
    }

    private static void print(int book, String severity, String id, String place, String text) {
        OUT.println(String.join("\t", "" + book, severity, id, place, text.replaceAll("\\s+", " ")));
    }

    private static final class Printer extends MasterReport {
        private final int book;

        Printer(int book) {
            this.book = book;
        }

        @Override
        public void message(Message message, EPUBLocation place, Object... values) {
            print(book, message.getSeverity().toString(), message.getID().toString(), place.toString(), message.getMessage(values));
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {}

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() {}
    }
}
