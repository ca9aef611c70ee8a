package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.pictures.HandbookPicture;
import city.pishkhan.testkit.pictures.PicturedCases;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks that the pages in the pictures of handbook and README still have the pictured elements. If this test fails,
 * take new pictures with {@code bin/pictures}.
 */
@Tag("nightly")
@ExtendWith(SharedCityExtension.class)
class PicturesIT {

    private static final Path LIST = Path.of("../docs/pictures/pictures.json");
    private static final Path FOLDER = Path.of("target", "console", "pictures").toAbsolutePath();

    private static final String LOGIN =
            """
            const [form, done] = arguments;
            localStorage.setItem('pishkhan.toured', '1');
            fetch('/auth/v1/session', {method: 'POST', body: form, headers: {'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID()}})
                .then((r) => {
                  localStorage.setItem('pishkhan.session', '1');
                  done(r.status);
                }, (e) => done(String(e)));
            """;

    @Test
    void picturedPagesShowThePicturedElements(SharedCity town) throws Exception {
        CounterBrowser.skipWithoutBrowser();
        Map<String, String> values = new PicturedCases(town.city(), TestReport::step).create();
        URI hub = town.city().hub().address();
        List<HandbookPicture> pictures = HandbookPicture.read(LIST);
        assertFalse(pictures.isEmpty());
        try (CounterBrowser browser = CounterBrowser.open(FOLDER)) {
            for (HandbookPicture listed : pictures) {
                HandbookPicture picture = listed.with(values);
                if (picture.login() != null) {
                    browser.go(hub.resolve("/console"));
                    assertEquals(200L, browser.runScript(LOGIN, picture.sessionForm(values)), picture.file());
                    // loads the page even if its address differs from the current one only by its fragment
                    browser.go(URI.create("about:blank"));
                }
                browser.size(Math.max(picture.width(), 500), picture.height());
                browser.go(hub.resolve(picture.address()));
                picture.clicks().forEach(browser::click);
                picture.visible().forEach(browser::awaitVisible);
                browser.go(hub.resolve("/console"));
                browser.reset(FOLDER);
            }
        }
    }
}
