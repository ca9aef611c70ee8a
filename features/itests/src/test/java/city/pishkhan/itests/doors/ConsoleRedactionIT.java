package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** A district covers parts of a page at the console, by mouse and keyboard, and uncovers them again. */
@ExtendWith(SharedCityExtension.class)
class ConsoleRedactionIT {
    private static final Path FOLDER = Path.of("target", "console", "covers").toAbsolutePath();

    /**
     * Reads an area of 24 × 12 pixels in the middle of the drawn page: {@code dark} if most of it is black. One pixel is not
     * enough, because the watermark, whose text contains the time, is drawn over the redaction.
     */
    private static final String MIDDLE =
            """
            const done = arguments[0];
            const of = document.querySelector('.viewer .pages canvas');
            if (!of) return done('nothing yet');
            const [width, height] = [24, 12];
            const copy = Object.assign(document.createElement('canvas'), {width, height}).getContext('2d', {willReadFrequently: true});
            copy.drawImage(of, (of.width - width) / 2, (of.height - height) / 2, width, height, 0, 0, width, height);
            const {data} = copy.getImageData(0, 0, width, height);
            let [drawn, black] = [0, 0];
            for (let at = 0; at < data.length; at += 4) {
              drawn += data[at + 3] > 0;
              black += data[at + 3] > 0 && data[at] + data[at + 1] + data[at + 2] < 30;
            }
            done(drawn < width * height ? 'nothing' : black > drawn / 2 ? 'dark' : 'light');
            """;

    private static SharedCity city;

    @BeforeAll
    static void begin(SharedCity shared) {
        CounterBrowser.skipWithoutBrowser();
        city = shared;
    }

    private static void awaitMiddle(CounterBrowser browser, String is) {
        Awaitility.await("the middle of the page is " + is).until(() -> is.equals(browser.runScript(MIDDLE)));
    }

    private static void checkAccessibility(CounterBrowser browser) {
        assertEquals(List.of(), browser.check());
    }

    @Test
    void districtRedactsPartsAndRestoresThem() throws Exception {
        Plot plot = city.plotWithOneOwner(3);
        String id = new PropertyOwner(city).openAndSubmit("building-permit", plot, 3, 300);
        String name = "district-" + plot.district();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER)) {
            browser.go(city.city().hub().address().resolve("/console#/case/" + id));
            browser.awaitVisible("#user").sendKeys(name, Keys.TAB, "demo-" + name, Keys.ENTER);
            browser.awaitVisible("[data-view=deed]");
            browser.blockRequests("*default.jpg");
            browser.click("[data-view=deed]");
            awaitMiddle(browser, "nothing");
            browser.blockRequests();
            browser.awaitVisible(".viewer .pages canvas");
            awaitMiddle(browser, "light");
            browser.click("#covers");
            browser.awaitVisible("#cover-save", button -> !button.isEnabled());
            browser.drag(".viewer .pages", -60, -25, 60, 25);
            String drawn = browser.awaitVisible("#cover-areas").getText();
            assertTrue(drawn.contains("ناحیه‌ها: ۱"), drawn);
            browser.awaitVisible("#covers")
                    .sendKeys("n", Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT));
            browser.awaitVisible("#cover-areas", said -> said.getText().contains("ناحیه‌ها: ۲"));
            browser.awaitVisible("#cover-reason").sendKeys(" ");
            browser.click("#cover-save");
            browser.awaitVisible("#cover .invalid-feedback");
            browser.picture("reason-missing");
            checkAccessibility(browser);
            browser.awaitVisible("#cover-reason").sendKeys("شماره ملی شخص دیگری خوانده می‌شود");
            browser.click("#cover-save");
            browser.awaitVisible("[data-cover='1'] .said");
            awaitMiddle(browser, "dark");
            browser.awaitVisible(".sheets li:has([data-view=deed]) img[src^='blob:']");
            browser.picture("covered");
            checkAccessibility(browser);
            browser.click("[data-cover='1'] summary");
            browser.awaitVisible("[data-cover='1'] textarea").sendKeys("ناحیه اشتباه بود");
            browser.click("[data-uncover]");
            awaitMiddle(browser, "light");
            Awaitility.await().until(() -> browser.all("[data-cover]").isEmpty());
            browser.picture("shown-again");
            browser.click("#viewer-close");
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 422", "ERR_BLOCKED");
        }
    }
}
