package city.pishkhan.demo;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the hub's journal against the seals that its outside witness keeps. */
final class JournalInspection {

    private final Screen screen;
    private final RunningCity city;
    private final Installation home;

    JournalInspection(Screen screen, RunningCity city, Installation home) {
        this.screen = screen;
        this.city = city;
        this.home = home;
    }

    /** @throws CityException if the journal is not whole, or is not what the witness has seen */
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
