package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** A district covers parts of a page at the console, by mouse and keyboard, and uncovers them again. */
@ExtendWith(TownExtension.class)
class ConsoleRedactionIT {
    private static final Path FOLDER = Path.of("target", "console", "covers").toAbsolutePath();

    /** Reads the pixel in the middle of the drawn page; {@code dark} once the page is black. */
    private static final String MIDDLE =
            """
            const done = arguments[0];
            const of = document.querySelector('.viewer .pages canvas');
            if (!of) return done('nothing yet');
            const dot = document.createElement('canvas');
            dot.width = dot.height = 1;
            const copy = dot.getContext('2d', {willReadFrequently: true});
            copy.drawImage(of, of.width / 2, of.height / 2, 1, 1, 0, 0, 1, 1);
            const [red, green, blue, there] = copy.getImageData(0, 0, 1, 1).data;
            done(there ? (red + green + blue < 30 ? 'dark' : 'light') : 'nothing');
            """;

    private static Town town;

    @BeforeAll
    static void begin(Town shared) {
        CounterBrowser.demand();
        town = shared;
    }

    private static void middle(CounterBrowser browser, String is) {
        Awaitility.await("the middle of the page is " + is).until(() -> is.equals(browser.ask(MIDDLE)));
    }

    private static void judge(CounterBrowser browser) {
        assertEquals(
                List.of(),
                browser.judge(
                        new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))));
    }

    @Test
    void aDistrictCoversPartsAndShowsThemAgain() throws Exception {
        Plot plot = town.plotOfOne(3);
        String id = new PropertyOwner(town).submits("building-permit", plot, 3, 300);
        String name = "district-" + plot.district();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER)) {
            browser.go(town.city().hub().address().resolve("/console#/case/" + id));
            browser.see("#user").sendKeys(name, Keys.TAB, "demo-" + name, Keys.ENTER);
            browser.see("[data-view=deed]");
            browser.withhold("*default.jpg");
            browser.click("[data-view=deed]");
            middle(browser, "nothing");
            browser.withhold();
            browser.see(".viewer .pages canvas");
            middle(browser, "light");
            browser.click("#covers");
            browser.see("#cover-save", button -> !button.isEnabled());
            browser.pull(".viewer .pages", -60, -25, 60, 25);
            String drawn = browser.see("#cover-areas").getText();
            assertTrue(drawn.contains("ناحیه‌ها: ۱"), drawn);
            browser.see("#covers")
                    .sendKeys("n", Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT));
            browser.see("#cover-areas", said -> said.getText().contains("ناحیه‌ها: ۲"));
            browser.see("#cover-reason").sendKeys(" ");
            browser.click("#cover-save");
            browser.see("#cover .invalid-feedback");
            browser.picture("reason-missing");
            judge(browser);
            browser.see("#cover-reason").sendKeys("شماره ملی شخص دیگری خوانده می‌شود");
            browser.click("#cover-save");
            browser.see("[data-cover='1'] .said");
            middle(browser, "dark");
            browser.see(".sheets li:has([data-view=deed]) img[src^='blob:']");
            browser.picture("covered");
            judge(browser);
            browser.click("[data-cover='1'] summary");
            browser.see("[data-cover='1'] textarea").sendKeys("ناحیه اشتباه بود");
            browser.click("[data-uncover]");
            middle(browser, "light");
            Awaitility.await().until(() -> browser.all("[data-cover]").isEmpty());
            browser.picture("shown-again");
            browser.click("#viewer-close");
            browser.click("#logout");
            browser.see("#user");
            browser.demandQuiet("status of 422", "ERR_BLOCKED");
        }
    }
}
