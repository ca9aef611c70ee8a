package city.pishkhan.demo.pictures;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.pictures.HandbookPicture;
import city.pishkhan.testkit.pictures.PicturedCases;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command {@code bin/pictures}. */
public final class Pictures {

    /** Maximum size of a picture in bytes. */
    private static final int MOST_BYTES = 150_000;

    private static final int BEST_QUALITY = 85;
    private static final int WORST_QUALITY = 25;
    private static final int QUALITY_STEP = 10;

    private final PicturesOptions picturesOptions;
    private final Screen screen;
    private final RunningCity city;

    private Pictures(PicturesOptions picturesOptions, Screen screen, RunningCity city) {
        this.picturesOptions = picturesOptions;
        this.screen = screen;
        this.city = city;
    }

    /** Exit status 0: all pictures are written; 1: an error occurred; 64: invalid command line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, System.console() != null && System.getenv("NO_COLOR") == null);
        try {
            Installation home = Installation.at(Path.of(System.getProperty("pishkhan.home", ".")))
                    .demoCity();
            PicturesOptions picturesOptions = PicturesOptions.parse(List.of(arguments), home.root());
            if (picturesOptions.help()) {
                screen.plain(PicturesOptions.USAGE);
                return;
            }
            RunningCity city = new RunningCity(home, new CitySettings(home).ports(), screen);
            if (!city.hub().isRunning() || !city.partnersProcess().isRunning()) {
                throw new CityException("The demo city is not running. Start it with bin/demo");
            }
            new Pictures(picturesOptions, screen, city).take();
        } catch (CityException | HubClient.Refused e) {
            screen.bad(e.getMessage());
            System.exit(e.getMessage().contains("usage:") ? 64 : 1);
        }
    }

    private void take() throws IOException, InterruptedException {
        List<HandbookPicture> pictures = chosen();
        try (HeadlessBrowser browser = new HeadlessBrowser(picturesOptions.browser())) {
            screen.title("Cases for the pictures");
            PicturedCases cases = new PicturedCases(city, screen);
            if (picturesOptions.fill() > 0) {
                cases.fill(picturesOptions.fill());
            }
            Map<String, String> values = cases.create();
            screen.title("Pictures in " + picturesOptions.to());
            Files.createDirectories(picturesOptions.to());
            for (HandbookPicture picture : pictures) {
                byte[] webp = take(browser, picture.with(values), values);
                Files.write(picturesOptions.to().resolve(picture.file()), webp);
                screen.good(picture.file() + ", " + (webp.length + 999) / 1_000 + " kB");
            }
        }
    }

    private List<HandbookPicture> chosen() {
        List<HandbookPicture> listed = HandbookPicture.read(picturesOptions.list());
        List<String> only = picturesOptions.only();
        for (String name : only) {
            if (listed.stream().noneMatch(one -> one.file().equals(name))) {
                throw new CityException(picturesOptions.list() + " lists no picture " + name);
            }
        }
        return listed.stream()
                .filter(one -> only.isEmpty() || only.contains(one.file()))
                .toList();
    }

    private byte[] take(HeadlessBrowser browser, HandbookPicture picture, Map<String, String> values)
            throws InterruptedException {
        try (BrowserPage page = browser.open(picture.width(), picture.height())) {
            if (picture.login() != null) {
                page.go(city.hub().address().resolve("/console"));
                page.login(picture.sessionForm(values));
                page.go(URI.create("about:blank"));
            }
            page.go(city.hub().address().resolve(picture.address()));
            for (String selector : picture.clicks()) {
                page.click(selector);
            }
            for (String selector : picture.visible()) {
                page.see(selector);
            }
            for (int quality = BEST_QUALITY; quality >= WORST_QUALITY; quality -= QUALITY_STEP) {
                byte[] webp = page.picture(quality);
                if (webp.length <= MOST_BYTES) {
                    return webp;
                }
            }
            throw new CityException("is larger than " + MOST_BYTES + " bytes at any quality. Reduce its size.");
        } catch (CityException e) {
            throw new CityException(
                    picture.file() + ": " + picture.address() + " as " + picture.login() + " " + e.getMessage(), e);
        }
    }
}
