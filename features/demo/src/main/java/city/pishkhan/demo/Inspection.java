package city.pishkhan.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the hub's journal against the seals that its outside witness keeps. */
final class Inspection {

    private final Screen screen;
    private final City city;
    private final Home home;

    Inspection(Screen screen, City city, Home home) {
        this.screen = screen;
        this.city = city;
        this.home = home;
    }

    /** @throws Trouble if the journal is not whole, or is not what the witness has seen */
    void look() throws IOException, InterruptedException {
        screen.title("The journal, held against an outside witness");
        String seals = city.partners().seals();
        Path file = Files.writeString(home.data().resolve("demo/witness.jsonl"), seals);
        screen.step("witness", "keeps the journal's seals, " + seals.lines().count() + " so far; they are in " + file);
        city.hub()
                .console("pishkhan:journal-verify --witness " + file)
                .lines()
                .forEach(line -> screen.step("operator", line));
    }
}
