package city.pishkhan.benchmarks.archive;

import city.pishkhan.testkit.plots.Plots;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generates rows of a fictitious archive; the same unit number always gives the same rows. A unit is a property with
 * its dossiers, documents and sheets, and a person with two identity papers. On average a property has 1.2 dossiers and
 * 8 documents of 6 sheets. 5% of the sheets share their content with others. Titles have three to five words; one
 * common word is in every tenth title.
 */
final class ArchiveSample {
    static final int SHEETS_OF_A_UNIT = 51;
    static final List<String> KINDS = List.of(
            "deed",
            "location-map",
            "renovation-receipt",
            "utility-bill",
            "permit",
            "correspondence",
            "survey",
            "ruling");
    static final List<String> PERSONAL = List.of("national-card", "birth-certificate");
    /** word that occurs in one of ten titles */
    static final String COMMON = "پرونده";

    private static final int WORDS = 2_000;
    private static final String LETTERS = "ابتثجحخدرزسشصطعفقکگلمنوهی";
    private static final int DOCUMENTS_OF_A_UNIT = 40;
    private static final long SIGN = Long.MIN_VALUE;
    private static final int MOST_SHEETS = 11;
    private static final int MOST_DOCUMENTS = 15;

    final StringBuilder property = new StringBuilder();
    final StringBuilder person = new StringBuilder();
    final StringBuilder dossier = new StringBuilder();
    final StringBuilder document = new StringBuilder();
    final StringBuilder sheet = new StringBuilder();
    final StringBuilder content = new StringBuilder();
    final StringBuilder holding = new StringBuilder();
    long sheets;
    long documents;
    long dossiers;
    long contents;

    private final MessageDigest sha256;
    private final List<Integer> kinds;
    private final List<Integer> personal;
    private final boolean withContents;

    /**
     * Creates a generator of rows.
     *
     * @param kinds    ids of the kinds of a property's papers
     * @param personal ids of the kinds of identity papers
     * @param contents whether rows of sheets and contents are generated as well, which takes most of the time
     */
    ArchiveSample(List<Integer> kinds, List<Integer> personal, boolean contents) {
        this.withContents = contents;
        this.kinds = kinds;
        this.personal = personal;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String code(long unit) {
        return 1 + unit % Plots.DISTRICTS + "-" + unit / 99_999 % 99_999 + "-" + unit % 99_999 + "-1-0-0-0";
    }

    /** Returns a word of the vocabulary; low numbers are frequent words. */
    static String word(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(3, 8); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    /** Returns a random number with the frequencies of words in a natural language. */
    static int zipf(SplittableRandom random) {
        return (int) Math.pow(WORDS, random.nextDouble());
    }

    private long keyOfProperty(String code) {
        byte[] hash = sha256.digest(("property " + code).getBytes(StandardCharsets.UTF_8));
        return prefix(hash) | SIGN;
    }

    private static long prefix(byte[] hash) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | hash[i] & 0xff;
        }
        return prefix;
    }

    static byte[] hash(long number) {
        byte[] hash = new byte[32];
        SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C15L + 1);
        for (int i = 0; i < hash.length; i += Long.BYTES) {
            long bits = random.nextLong();
            for (int j = 0; j < Long.BYTES; j++) {
                hash[i + j] = (byte) (bits >>> j * Byte.SIZE);
            }
        }
        return hash;
    }

    static byte[] digest(long unit) {
        return hash(-1 - unit);
    }

    void clear() {
        for (StringBuilder table : List.of(property, person, dossier, document, sheet, content, holding)) {
            table.setLength(0);
        }
        sheets = 0;
        documents = 0;
        dossiers = 0;
        contents = 0;
    }

    void add(long unit) {
        SplittableRandom random = new SplittableRandom(unit);
        String code = code(unit);
        long key = keyOfProperty(code);
        long district = 1 + unit % Plots.DISTRICTS;
        row(property, key, district, code);
        int files = random.nextInt(5) == 0 ? 2 : 1;
        for (int i = 0; i < files; i++) {
            row(dossier, unit * DOCUMENTS_OF_A_UNIT + i + 1, key, "1990-01-01", 1, 0, unit * 2 + i, title(random));
            dossiers++;
        }
        int papers = random.nextInt(1, MOST_DOCUMENTS + 1);
        for (int i = 0; i < papers; i++) {
            long id = unit * DOCUMENTS_OF_A_UNIT + i + 1;
            String at = "20" + random.nextInt(10, 26) + "-0" + random.nextInt(1, 10) + "-1" + random.nextInt(10);
            int kind = kinds.get(random.nextInt(kinds.size()));
            long file = unit * DOCUMENTS_OF_A_UNIT + 1 + i % files;
            row(document, id, file, at, at, random.nextInt(4_000), i * 9, kind, 1, district, 0, i + 1, title(random));
            row(holding, key, id, at, kind, "\\N");
            documents++;
            for (int page = random.nextInt(1, MOST_SHEETS + 1), n = 1; n <= page; n++) {
                sheet(id, random, n, unit, i);
            }
        }
        person(unit, random);
    }

    private void sheet(long document, SplittableRandom random, int page, long unit, int paper) {
        boolean shared = random.nextInt(20) == 0;
        // content shared with other properties: one of ten thousand blank forms
        long number = shared ? -1_000_000_000_000L - random.nextInt(10_000) : (unit << 10) + (paper << 5) + page;
        if (!withContents) {
            if (!shared) {
                measures(random);
            }
            sheets++;
            return;
        }
        byte[] hash = hash(number);
        row(sheet, document, prefix(hash), page);
        sheets++;
        if (!shared) {
            content("\\N", hash, random);
        }
    }

    /** Adds the contents of all blank forms; must be called exactly once. */
    void addBlankForms() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            content("\\N", hash(-1_000_000_000_000L - i), random);
        }
    }

    private void content(Object person, byte[] hash, SplittableRandom random) {
        Measures of = measures(random);
        row(content, person, of.size(), of.media(), "\\\\x" + HexFormat.of().formatHex(hash));
        contents++;
    }

    private record Measures(int size, String media) {}

    private static Measures measures(SplittableRandom random) {
        return new Measures(random.nextInt(20_000, 400_000), random.nextInt(10) < 7 ? "j" : "p");
    }

    private void person(long unit, SplittableRandom random) {
        byte[] digest = digest(unit);
        long key = prefix(digest) | SIGN;
        row(person, key, "\\\\x" + HexFormat.of().formatHex(digest));
        row(dossier, key, key, "\\N", "\\N", 0, "\\N", "\\N");
        dossiers++;
        for (int i = 0; i < PERSONAL.size(); i++) {
            long id = unit * DOCUMENTS_OF_A_UNIT + DOCUMENTS_OF_A_UNIT - i;
            int kind = personal.get(i);
            row(document, id, key, "2024-05-01", "\\N", "\\N", "\\N", kind, "\\N", "\\N", 0, "\\N", "\\N");
            row(holding, key, id, "2024-05-01", kind, "{building-permit}");
            documents++;
            for (int page = 1; page <= 2 - i; page++) {
                if (!withContents) {
                    measures(random);
                    sheets++;
                    continue;
                }
                byte[] hash = hash((unit << 10) + 1_000 + i * 2L + page);
                row(sheet, id, prefix(hash), page);
                sheets++;
                content(key, hash, random);
            }
        }
    }

    private static String title(SplittableRandom random) {
        StringBuilder title = new StringBuilder();
        if (random.nextInt(10) == 0) {
            title.append(COMMON).append(' ');
        }
        for (int i = random.nextInt(3, 6); i > 0; i--) {
            title.append(word(zipf(random))).append(i > 1 ? " " : "");
        }
        return title.toString();
    }

    private static void row(StringBuilder table, Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                table.append('\t');
            }
            table.append(values[i]);
        }
        table.append('\n');
    }
}
