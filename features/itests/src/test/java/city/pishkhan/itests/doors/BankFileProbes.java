package city.pishkhan.itests.doors;

import city.pishkhan.identifiers.PersianText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Invalid settlement files: extreme values in every column, missing columns and line ends, and random bytes. */
final class BankFileProbes {
    private static final String HEAD = "terminal,order,reference,amount,day,kind\n";
    private static final int COLUMNS = 6;
    private static final int TORN = 30;
    private static final int STRUCK = 60;

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "-",
            "0",
            "-1",
            "1",
            "1.5",
            "1e9",
            "NaN",
            "null",
            "999999999999999999",
            "9223372036854775808",
            "۱۲۳",
            "٤٥٦",
            "\"",
            "\"\"",
            "\"a,b\"",
            "=1+1",
            "'; drop table bill; --",
            "\u202E12",
            "A".repeat(5_000),
            "2026-02-30",
            "1405/13/01",
            "0000-00-00",
            "99991231",
            "reversal",
            "برگشت",
            "refund",
            "4711");

    private final String terminal;
    private final String own;
    private final String name;
    private final Random random;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private long references = 700_000_000_000L;

    /**
     * Creates all files.
     *
     * @param own line of the settlement file for a sale that the hub knows
     * @param seed seed of the random parts
     */
    BankFileProbes(String terminal, String own, long seed) {
        this.terminal = terminal;
        this.own = own;
        // letters only, because the log masks digits as long as a national ID
        this.name = "probe-" + Long.toString(seed, 36).replaceAll("\\d", "x") + "-";
        this.random = new Random(seed);
        values();
        shapes();
        charsets();
        bytes();
    }

    /** Contents of the files by name. */
    Map<String, byte[]> files() {
        return files;
    }

    /** Number of files of each kind. */
    Map<String, Integer> kinds() {
        return kinds;
    }

    private void add(String kind, byte[] content) {
        int count = kinds.merge(kind, 1, Integer::sum);
        files.put(name + kind + "-" + count + ".csv", content);
    }

    private void add(String kind, String content) {
        add(kind, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Columns of a sale that the hub does not know. */
    private String[] unknownSale() {
        return new String[] {
            terminal, "", Long.toString(references++), "1000", LocalDate.now().toString(), "sale"
        };
    }

    private static String row(String... values) {
        return String.join(",", values) + "\n";
    }

    private void values() {
        for (int column = 0; column < COLUMNS; column++) {
            for (String value : VALUES) {
                String[] line = unknownSale();
                line[column] = value;
                add("values", HEAD + row(unknownSale()) + row(line));
                String[] changed = own.split(",", -1);
                changed[column] = value;
                add("values", HEAD + row(changed));
            }
        }
        for (int day : new int[] {-4_000, -1, 0, 1, 2, 3, 400}) {
            String[] line = unknownSale();
            line[4] = LocalDate.now().plusDays(day).toString();
            add("values", HEAD + row(line));
        }
    }

    private void shapes() {
        String good = row(unknownSale());
        add("shapes", "");
        add("shapes", "\n\n\n");
        add("shapes", HEAD);
        add("shapes", good);
        add("shapes", HEAD + own + "\n" + own + "\n");
        add("shapes", HEAD + own.replace(',', ';') + "\n");
        add("shapes", HEAD + own.replace(",", ", ") + "\n");
        add("shapes", HEAD + "\"" + own.replace(",", "\",\"") + "\"\n");
        add("shapes", HEAD + own.replace("\n", "") + "\r" + good.replace("\n", "\r"));
        add("shapes", HEAD + good + "\u0000\n");
        add("shapes", HEAD + ",".repeat(100_000) + "\n");
        add("shapes", HEAD + "1".repeat(1 << 20));
        add("shapes", "%PDF-1.7\n" + good);
        add("shapes", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
        for (int from = 0; from < COLUMNS; from++) {
            List<String> fewer = new ArrayList<>(Arrays.asList(unknownSale()));
            String lost = fewer.remove(from);
            add("shapes", HEAD + row(fewer.toArray(String[]::new)));
            fewer.add(lost);
            add("shapes", HEAD + row(fewer.toArray(String[]::new)));
            fewer.add(lost);
            add("shapes", HEAD + row(fewer.toArray(String[]::new)));
        }
        for (int i = 0; i < TORN; i++) {
            String text = HEAD + row(unknownSale()) + own + "\n" + row(unknownSale());
            add("torn", text.substring(0, random.nextInt(text.length())));
        }
    }

    private void charsets() {
        String text = HEAD + row(unknownSale()) + own.replace("sale", "فروش") + "\n";
        for (String name : List.of("UTF-16", "UTF-16LE", "UTF-32", "windows-1256", "ISO-8859-6", "IBM037")) {
            add("charsets", text.getBytes(Charset.forName(name)));
        }
        add("charsets", "\uFEFF" + text);
        add("charsets", HEAD + "\uFEFF" + row(unknownSale()));
        add("charsets", PersianText.persianDigits(text));
    }

    private void bytes() {
        byte[] text = (HEAD + row(unknownSale()) + own + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < STRUCK; i++) {
            byte[] struck = text.clone();
            for (int blows = 1 + random.nextInt(4); blows > 0; blows--) {
                struck[HEAD.length() + random.nextInt(struck.length - HEAD.length())] = (byte) random.nextInt(256);
            }
            add("bytes", struck);
        }
        ByteArrayOutputStream noise = new ByteArrayOutputStream();
        noise.writeBytes(text);
        byte[] more = new byte[4_096];
        random.nextBytes(more);
        noise.writeBytes(more);
        add("bytes", noise.toByteArray());
    }
}
