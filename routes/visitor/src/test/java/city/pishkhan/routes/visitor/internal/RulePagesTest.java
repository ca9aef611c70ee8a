package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.contracts.visitor.RuleList.Item;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.contracts.visitor.RuleText.Calendar;
import city.pishkhan.contracts.visitor.RuleText.Procedure;
import city.pishkhan.contracts.visitor.RuleText.Stage;
import city.pishkhan.contracts.visitor.RuleText.Table;
import city.pishkhan.contracts.visitor.RuleText.Word;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sentences of the pages, with all their optional parts. */
class RulePagesTest {

    private static Stage stage(String agency, String role, String table, String payer, List<String> findings) {
        return new Stage(
                "a",
                "lookup",
                "Look",
                "نگاه <و> پرسش",
                table,
                agency,
                role,
                agency == null ? List.of() : List.of("a", "b"),
                List.of(),
                null,
                findings,
                payer,
                null);
    }

    private static Stage last() {
        return new Stage(
                "b",
                "papers",
                "Papers",
                "مدارک",
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                "architecture");
    }

    private static Procedure procedure(String service, String customer, Stage... stages) {
        return new Procedure(
                service,
                12,
                service,
                "پروانه",
                "property",
                customer,
                List.of(stages),
                false,
                List.of("x", "fire"),
                List.of("fire", "x"),
                null,
                0,
                null);
    }

    private static Table table(String forEach, String sum) {
        return new Table(
                "duties",
                "Duties",
                "عوارض",
                "duties.dmn",
                "COLLECT",
                forEach,
                sum,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Item item(String status, String decision, Instant signed) {
        return new Item(
                "c".repeat(64),
                1,
                status,
                null,
                LocalDate.parse("2026-11-25"),
                "",
                decision,
                "steering",
                null,
                null,
                signed,
                null);
    }

    private static void assertContains(String... sentences) {
        String page = new RulePages()
                .ruleSet(PageLanguage.PERSIAN, "/rules/x", text(), false)
                .replaceAll(">\\s+<", "><");
        for (String sentence : sentences) {
            assertTrue(page.contains(sentence), page);
        }
    }

    private static RuleText text() {
        return new RuleText(
                "d".repeat(64),
                7,
                List.of(
                        item("proposed", null, null),
                        item("in-force", "S-<1>", Instant.parse("2026-11-24T20:30:00Z")),
                        item("past", "S-2", null)),
                List.of(
                        procedure(
                                "one",
                                "citizen",
                                stage("fire", "chair", "duties", "municipality", List.of("fire", "x")),
                                last()),
                        procedure("two", "municipality", stage(null, null, "duties", null, List.of()), last())),
                List.of(table(null, null), table("fire", null), table("x<", "y")),
                List.of(),
                List.of(),
                List.of(new Word("fire", "fire", "آتش‌نشانی"), new Word("chair", "chair", "«رییس»")),
                Map.of(),
                new Calendar(
                        "v<1>",
                        LocalDate.parse("2026-03-21"),
                        LocalDate.parse("2027-03-20"),
                        List.of("saturday", "sunday"),
                        "08:00",
                        "16:00",
                        List.of("thursday"),
                        "08:00",
                        "12:00",
                        List.of()),
                List.of());
    }

    @Test
    void stages() {
        assertContains(
                "<li><strong>نگاه &lt;و&gt; پرسش</strong>، استعلام از سامانه (آتش‌نشانی)؛ با «رییس»؛ بدهکار: شهرداری؛ یافته‌ها: آتش‌نشانی، x، "
                        + "<a href=\"#table-duties\">بر اساس این جدول</a>؛ امکان برگشت به این مرحله: نگاه &lt;و&gt; پرسش، مدارک</li>",
                "<li><strong>نگاه &lt;و&gt; پرسش</strong>، استعلام از سامانه، <a href=\"#table-duties\">بر اساس این جدول</a></li>",
                "<li><strong>مدارک</strong>، دریافت مدارک؛ با کارشناس architecture</li>");
    }

    @Test
    void procedures() {
        assertContains(
                "<p class=\"note\"><code dir=\"ltr\">one</code>، ویرایش ۱۲</p>",
                "<p class=\"note\"><code dir=\"ltr\">two</code>، ویرایش ۱۲، به سفارش شهرداری</p>",
                "<p>ملک باید گواهی معتبر این خدمت را داشته باشد: x، آتش‌نشانی</p>",
                "<p>ملک نباید پروندهٔ باز این خدمت را داشته باشد: آتش‌نشانی، x</p>");
    }

    @Test
    void tables() {
        assertContains(
                "<p class=\"note\">همهٔ سطرهای منطبق اعمال می‌شوند. فایل: <code dir=\"ltr\">duties.dmn</code></p>",
                "<p class=\"note\">همهٔ سطرهای منطبق اعمال می‌شوند. برای هر یک از «آتش‌نشانی» جداگانه بررسی می‌شود. "
                        + "فایل: <code dir=\"ltr\">duties.dmn</code></p>",
                "<p class=\"note\">همهٔ سطرهای منطبق اعمال می‌شوند. برای هر یک از «x&lt;» جداگانه بررسی و مبلغ‌ها جمع می‌شود. "
                        + "فایل: <code dir=\"ltr\">duties.dmn</code></p>");
    }

    @Test
    void decisions() {
        assertContains(
                "<strong>لازم‌الاجرا</strong>، از چهارشنبه ۴ آذر ۱۴۰۵</p><p>مصوبهٔ <code dir=\"ltr\">S-&lt;۱&gt;</code>، امضاشده در ۱۴۰۵/۰۹/۰۴ ۰۰:۰۰</p>",
                "<p>مصوبهٔ <code dir=\"ltr\">S-۲</code></p>",
                "</strong>، پیشنهاد برای چهارشنبه ۴ آذر ۱۴۰۵</p>");
    }

    @Test
    void calendar() {
        assertContains(
                "<p>مهلت‌ها با این تقویم محاسبه می‌شود. نسخه: <code dir=\"ltr\">v&lt;1&gt;</code>، برای ۱۴۰۵/۰۱/۰۱ تا ۱۴۰۵/۱۲/۲۹</p>",
                "<li>روزهای کامل: شنبه، یکشنبه، ساعت ۰۸:۰۰ تا ۱۶:۰۰</li>",
                "<li>نیمه‌وقت: پنجشنبه، ساعت ۰۸:۰۰ تا ۱۲:۰۰</li>");
    }

    @Test
    void englishPageLinksToEnglishPages() {
        String page = new RulePages().ruleSet(PageLanguage.ENGLISH, "/rules/x/one", text(), false);
        for (String sentence : List.of(
                "<html lang=\"en\" dir=\"ltr\">",
                "<a class=\"language\" lang=\"fa\" hreflang=\"fa\" href=\"/rules/x/one\">فارسی</a>",
                "href=\"/rules?lang=en\"",
                "<li><strong>Look</strong>, query to another system, <a href=\"#table-duties\">by this table</a></li>",
                "<p>The property must have a valid certificate of: x, fire</p>",
                "<li>Full days: Saturday, Sunday, 08:00 to 16:00</li>",
                "from 21 March 2026 to 20 March 2027",
                "signed on 25 November 2026 00:00")) {
            assertTrue(page.contains(sentence), sentence + page);
        }
    }
}
