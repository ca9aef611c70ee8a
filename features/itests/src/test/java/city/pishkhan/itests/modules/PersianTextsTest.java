package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Enforces the style of Persian texts in {@code features/docs/persian.md}: catalogues, console, SMS, rule files and certificates. */
class PersianTextsTest {
    private static final Path ROOT = Path.of("../..");
    private static final String WORD = "[\\u0621-\\u06D3\\u200C]";
    private static final Pattern PROPERTY = Pattern.compile("^([^#=\\s]+) ?= ?(.*)$");
    private static final Pattern ENTRY = Pattern.compile("'([^'\\n]+)': '((?:[^'\\\\\\n]|\\\\.)*)'");
    private static final Pattern PERSIAN = Pattern.compile("[\\u0621-\\u06D3]");

    /** Text that keeps its Latin digits: arguments, code, isolated text and words with Latin letters. */
    private static final Pattern LATIN = Pattern.compile(
            "\\{[^}]*}|`[^`]*`|RFC 4180|\\(chmod 600|[\\u2066-\\u2068\\u202A-\\u202E][^\\u2069\\u202C]*[\\u2069\\u202C]|\\S*[A-Za-z]\\S*");

    /** Wrong form, as a regular expression, and what to write instead. */
    private static final Map<String, String> WRONG = new LinkedHashMap<>();

    /** An imperative or a verb in the first person at the end of a button's text. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:^| )(?:بده|بگذار|ببر|بفرست|نفرست|کن|بیازما|بشمار|ببند|بگیر|بریز|بینداز|بکوش|بپرسید|می\\u200C?(?:دهم|کنم|خواهم|پذیرم))…?$");

    static {
        WRONG.put("[يك]", "ی، ک");
        WRONG.put("[آ-ی](?:[,;?])", "، ؛ ؟");
        WRONG.put(wholeWord("ن?می") + " (?=[آ-ی])", "half-space after می");
        WRONG.put("(?<=[آ-ی]) (?:ها|های|هایی|ترین)(?!" + WORD + ")", "half-space before ها and ترین");
        WRONG.put("ه\\u200Cی(?= )", "هٔ");
        WRONG.put("تایید", "تأیید");
        WRONG.put("موسسه", "مؤسسه");
        WRONG.put("مفاصا حساب", "مفاصاحساب");
        WRONG.put(
                wholeWord("شماره")
                        + " (?=پرونده|مرجع|پیگیری|شناسایی|سریال|کارت|قرارداد|پروانه|ملی|همراه|سند|مصوبه|\\{)",
                "شمارهٔ");
        WRONG.put("بی\\u200Cراه", "بدون مسیر");
        WRONG.put("قطع\\u200Cکن", "مدارشکن");
        WRONG.put(wholeWord("کوشش(?:\\u200Cها)?"), "تلاش");
        WRONG.put("بکوشید|" + wholeWord("بکوش"), "تلاش کنید، تلاش دوباره");
        WRONG.put("برگزید|برگزین|برمی\\u200Cگزی", "انتخاب");
        WRONG.put("میانه ساعت", "میانهٔ مدت");
        WRONG.put("شنیدن سخن", "استماع");
        WRONG.put(wholeWord("تنبیه(?:\\u200Cها)?"), "اقدام انضباطی");
        WRONG.put("گشودن|گشوده", "تشکیل، فعال‌سازی، افتتاح");
        WRONG.put(wholeWord("دست\\u200Cکم"), "حداقل");
        WRONG.put(wholeWord("تنها"), "فقط");
        WRONG.put(wholeWord("پیش\\u200Cتر"), "قبلاً");
        WRONG.put(wholeWord("وگرنه"), "در غیر این صورت");
        WRONG.put(wholeWord("بی") + " (?=[آ-ی])", "بدون");
        WRONG.put("از نو(?!" + WORD + ")", "مجدداً");
        WRONG.put(wholeWord("سرنوشت"), "وضعیت نهایی");
        WRONG.put(wholeWord("(?:قواعد|قاعده|قاعده\\u200Cها)"), "ضوابط، ضابطه");
        WRONG.put(wholeWord("(?:راهبران|راهبر|گردانندگان|گرداننده|گردانندهٔ)"), "بهره‌بردار");
        WRONG.put(wholeWord("واپسین"), "آخرین");
        WRONG.put(wholeWord("کهنه(?:\\u200Cترین)?"), "قدیمی، قدیمی‌ترین");
        WRONG.put(wholeWord("گام"), "مرحله");
        WRONG.put(wholeWord("شماره") + " (?=نامه|تلفن|گواهی)", "شمارهٔ");
        WRONG.put("شاه\\u200Cکلید", "کلید اصلی");
        WRONG.put("باندل|" + wholeWord("هاب"), "بسته، سامانه");
        WRONG.put("دفتر رویدادها", "دفتر وقایع");
        WRONG.put("نمی\\u200Cخواند(?!" + WORD + ")", "مطابقت ندارد");
        WRONG.put(wholeWord("نداریم"), "وجود ندارد");
        WRONG.put(wholeWord("نامعلوم"), "نامشخص");
        WRONG.put(wholeWord("(?:پول|پولش)"), "وجه، مبلغ");
        WRONG.put("نام ببرید|نام نمی\\u200Cبرد", "مشخص کنید");
        WRONG.put(
                wholeWord("(?:بازنویسد|بسنجید|بیازمایید|بیابید|بایستانید)"), "بازنویسی، مقایسه، آزمایش، جست‌وجو، توقف");
        WRONG.put(wholeWord("تازه"), "جدید");
        WRONG.put(wholeWord("دوبار"), "دو بار");
    }

    private static final Map<String, String> TEXTS = new LinkedHashMap<>();

    private static String wholeWord(String word) {
        return "(?<!" + WORD + ")" + word + "(?!" + WORD + ")";
    }

    @BeforeAll
    static void read() throws IOException {
        for (Path file : files("bundles", ".*/src/main/.*messages_fa\\.properties")) {
            lines(file, PROPERTY);
        }
        for (Path file : files("routes", ".*/src/main/.*messages_fa\\.properties")) {
            lines(file, PROPERTY);
        }
        for (Path file : files("features/tools/scansend", ".*/src/main/.*messages_fa\\.properties")) {
            lines(file, PROPERTY);
        }
        for (Path file : files("routes/console/src/main/console", ".*-fa\\.js")) {
            lines(file, ENTRY);
        }
        for (String folder : List.of("notifications", "worklist", "procedures", "certificates")) {
            for (Path file : files("etc/" + folder, ".*\\.(yaml|dmn|txt)")) {
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    if (!line.strip().startsWith("#")) {
                        put(
                                file,
                                String.valueOf(number),
                                line.replaceAll("<[^>]*>", "").replaceAll(", (?=[a-zA-Z]+: )", " "));
                    }
                }
            }
        }
    }

    private static List<Path> files(String folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
            return all.filter(file -> file.toString().matches(name))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static void lines(Path file, Pattern pattern) throws IOException {
        for (String line : Files.readAllLines(file)) {
            Matcher entry = pattern.matcher(line);
            while (entry.find()) {
                put(file, entry.group(1), entry.group(2));
            }
        }
    }

    private static void put(Path file, String key, String text) {
        if (PERSIAN.matcher(text).find()) {
            TEXTS.put(ROOT.relativize(file) + " " + key, text);
        }
    }

    @Test
    void textsContainNoForbiddenForms() {
        assertTrue(TEXTS.size() > 2_500, "found " + TEXTS.size());
        List<String> wrong = new ArrayList<>();
        TEXTS.forEach((place, text) -> WRONG.forEach((form, instead) -> {
            Matcher found = Pattern.compile(form).matcher(text);
            if (found.find()) {
                wrong.add(place + ": write " + instead + " instead of '" + found.group() + "' in: " + text);
            }
        }));
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void textsUsePersianDigits() {
        List<String> wrong = new ArrayList<>();
        TEXTS.forEach((place, text) -> {
            boolean file = place.startsWith("etc/procedures")
                    || place.startsWith("etc/certificates")
                    || place.startsWith("etc/worklist");
            if (!file && LATIN.matcher(text).replaceAll("").matches(".*[0-9٠-٩].*")) {
                wrong.add(place + ": " + text);
            }
        });
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void buttonsAreVerbalNouns() {
        List<String> wrong = new ArrayList<>();
        TEXTS.forEach((place, text) -> {
            if (place.contains("-fa.js ") && COMMAND.matcher(text).find()) {
                wrong.add(place + ": " + text);
            }
        });
        assertEquals("", String.join("\n", wrong));
    }

    /** The word of the doors of the hub is ورودی, because درگاه means the gateway of a bank. */
    @Test
    void wordForGatewayIsUsedOnlyForBanks() {
        List<String> wrong = new ArrayList<>();
        TEXTS.forEach((place, text) -> {
            if (place.matches(
                            "(routes/(gate|doors|agency)|bundles/(operations/(cluster|health)|platform|trust/sessions)).*")
                    && text.contains("درگاه")) {
                wrong.add(place + ": " + text);
            }
        });
        assertEquals("", String.join("\n", wrong));
    }
}
