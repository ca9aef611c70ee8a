package city.pishkhan.demo;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.demo.offices.AbsenceScene;
import city.pishkhan.demo.offices.ProxyScene;
import city.pishkhan.demo.offices.SlipScene;
import city.pishkhan.demo.offices.SuspensionScene;
import city.pishkhan.demo.offices.ViolationScene;
import city.pishkhan.demo.permits.OutcomeCheck;
import city.pishkhan.demo.permits.PermitRunner;
import city.pishkhan.demo.permits.PermitScene;
import city.pishkhan.demo.treasury.BankControls;
import city.pishkhan.demo.treasury.TreasuryDay;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.demo.vehicles.VehicleDutyScene;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** The command {@code bin/demo}. */
public final class Demo {

    private static final int MOST_PLOTS = 50;
    static final String OFFICE = "clerk-1204";
    private static final String INTRODUCTION =
            """
            The demo takes about five minutes. It starts a hub and simulated partners, creates a city, and plays building permits
            and other scenes. Each line shows who acts, then the act. People, money and buildings are invented. Amounts are in
            rial; years such as 1405 are years of the Persian calendar.""";

    private final Installation home;
    private final DemoOptions demoOptions;
    private final Screen screen;
    private final RunningCity city;

    private Demo(Installation home, DemoOptions demoOptions, Screen screen) {
        this.home = home;
        this.demoOptions = demoOptions;
        this.screen = screen;
        this.city = new RunningCity(home, demoOptions.ports(), screen);
    }

    /** Exit status 0: every case ended as expected; 1: a case did not, or an error occurred; 64: invalid command line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, System.console() != null && System.getenv("NO_COLOR") == null);
        try {
            Installation distribution = Installation.at(Path.of(System.getProperty("pishkhan.home", ".")));
            Installation home = distribution.demoCity();
            Installation set = Files.exists(home.etc()) ? home : distribution;
            DemoOptions demoOptions = DemoOptions.parse(List.of(arguments), new CitySettings(set).ports());
            if (!demoOptions.help() && !demoOptions.stop() && !demoOptions.reset()) {
                distribution.createDemoCity();
            }
            System.exit(new Demo(home, demoOptions, screen).run() ? 0 : 1);
        } catch (CityException | HubClient.Refused e) {
            screen.bad(e.getMessage());
            System.exit(e.getMessage().contains("usage:") ? 64 : 1);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        if (demoOptions.help()) {
            screen.plain(DemoOptions.USAGE);
            return true;
        }
        if (demoOptions.stop()) {
            screen.plain(
                    city.stop()
                            ? "The demo city is stopped; its data stays in " + home.data() + "."
                            : "The demo city is not running.");
            return true;
        }
        if (demoOptions.reset()) {
            city.stop();
            FileTrees.delete(home.base());
            screen.plain("The demo city in " + home.base() + " is deleted; the next start creates a new one.");
            return true;
        }
        if (!demoOptions.act().isEmpty()) {
            new DemoActs(screen, city, home).run(demoOptions.act());
            return true;
        }
        if (demoOptions.once()) {
            // stops the processes even if the demo is interrupted
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopQuietly, "stop"));
        }
        try {
            screen.title("Pishkhan: the demo city");
            screen.plain(INTRODUCTION);
            new CitySettings(home).addOlderArchive();
            city.start();
            city.openMore();
            boolean good = play();
            new JournalInspection(screen, city, home).verifyWithWitness();
            if (!demoOptions.once()) {
                KnownNumbers.configureRegister(city, home);
                new RunSummary(screen, city, home, demoOptions.ports()).print();
            }
            return good;
        } finally {
            if (demoOptions.once()) {
                city.stop();
            }
        }
    }

    private void stopQuietly() {
        try {
            city.stop();
        } catch (IOException | InterruptedException e) {
            screen.bad("Some processes could not be stopped: " + e + ". Run bin/demo stop.");
        }
    }

    private boolean play() throws IOException, InterruptedException {
        List<PermitScene> all = PermitScene.read(home.etc().resolve("demo/cases.json"));
        List<PermitScene> scenes = demoOptions.brief() ? all.subList(0, 1) : all;
        Plots plots = Plots.read(city.plots(), System.nanoTime());
        DemoParticipants cast = new DemoParticipants(
                screen,
                new Clerk(city.door(OFFICE)),
                district -> new Clerk(city.door("district-" + district)),
                new PayerBrowser(city.http()),
                city.partners(),
                city.hub());
        List<String> verdicts = new ArrayList<>();
        List<Plot> homes = new ArrayList<>();
        int good = 0;
        for (PermitScene scene : scenes) {
            screen.title("Case " + (verdicts.size() + 1) + " of " + scenes.size() + ": " + scene.title());
            List<String> wrong = play(cast, scene, plots, homes);
            wrong.forEach(screen::bad);
            if (wrong.isEmpty()) {
                screen.good(scene.expect().state() + ", as expected");
                good++;
            }
            verdicts.add(scene.id() + ": " + (wrong.isEmpty() ? "as expected" : String.join("; ", wrong)));
        }
        boolean othersGood = demoOptions.brief() || playOtherScenes(cast, plots, homes);
        screen.title(good + " of " + scenes.size() + " cases ended as expected");
        return good == scenes.size() && othersGood;
    }

    /** @return {@code true} if every scene ended as expected */
    private boolean playOtherScenes(DemoParticipants cast, Plots plots, List<Plot> homes)
            throws IOException, InterruptedException {
        screen.title("Violation report: a citizen reports, the municipality orders, an expert inspects");
        List<String> wrong = report(cast, plots, homes);
        wrong.forEach(screen::bad);
        if (wrong.isEmpty()) {
            screen.good("the report ended at the commission, as expected");
        }
        screen.title("A citizen without a mobile phone: the office prints a slip that is valid for one login");
        List<String> unseen = runSlipScene(cast, plots);
        unseen.forEach(screen::bad);
        if (unseen.isEmpty()) {
            screen.good("the slip worked once, as expected");
        }
        screen.title("A proxy: the office records it, the owner revokes it, and the office records a new one");
        List<String> unrepresented = runProxyScene(cast, plots);
        unrepresented.forEach(screen::bad);
        if (unrepresented.isEmpty()) {
            screen.good("only a person with a recorded authority acted for the owner, as expected");
        }
        screen.title("Vehicle duty: from the plate to a certificate by post; the hub is killed during the payment");
        List<String> unsettled = runVehicleScene(cast);
        unsettled.forEach(screen::bad);
        if (unsettled.isEmpty()) {
            screen.good("paid once and delivered, as expected");
        }
        screen.title("A complaint: an office is heard, suspended, and reinstated");
        new SuspensionScene(screen, city::door).show(plots.next(SuspensionScene::isSuitable));
        screen.title("An architect is on leave, and a deputy takes over");
        new AbsenceScene(screen, city::door).show(plots.next(SuspensionScene::isSuitable));
        screen.title("The treasury's day: double payments, and the settlement files of the banks");
        List<String> unbalanced = settle(cast);
        unbalanced.forEach(screen::bad);
        if (unbalanced.isEmpty()) {
            screen.good("every line of both banks is accounted for, as expected");
        }
        return wrong.isEmpty()
                && unseen.isEmpty()
                && unrepresented.isEmpty()
                && unsettled.isEmpty()
                && unbalanced.isEmpty();
    }

    private List<String> runSlipScene(DemoParticipants cast, Plots plots) throws InterruptedException {
        try {
            return new SlipScene(city, screen, cast, city.door(OFFICE)).play(plots.next(SlipScene::isSuitable));
        } catch (HubClient.Refused | CityException | NoSuchElementException e) {
            return List.of(e.getMessage());
        }
    }

    private List<String> runProxyScene(DemoParticipants cast, Plots plots) throws IOException, InterruptedException {
        try {
            return new ProxyScene(city, screen, cast, city.door(OFFICE)).play(plots.next(ProxyScene::isSuitable));
        } catch (HubClient.Refused | CityException | NoSuchElementException e) {
            return List.of(e.getMessage());
        }
    }

    private List<String> runVehicleScene(DemoParticipants cast) throws IOException, InterruptedException {
        try {
            return new VehicleDutyScene(city, screen, cast, city.door(OFFICE))
                    .play(home.etc().resolve("demo/vehicles.csv"));
        } catch (HubClient.Refused | CityException e) {
            return List.of(e.getMessage());
        }
    }

    private List<String> settle(DemoParticipants cast) throws IOException, InterruptedException {
        try {
            BankControls banks = new BankControls(city.http(), city.partners().address());
            VehicleCases vehicleCases = new VehicleCases(cast.clerk(), city.door(OFFICE));
            return new TreasuryDay(cast, banks, vehicleCases, city::door, city.door(OFFICE))
                    .play(home.etc().resolve("demo/vehicles.csv"));
        } catch (HubClient.Refused | CityException e) {
            return List.of(e.getMessage());
        }
    }

    private List<String> report(DemoParticipants cast, Plots plots, List<Plot> homes)
            throws IOException, InterruptedException {
        if (homes.isEmpty()) {
            return List.of("no case ended, so the demo has no citizen who can report a violation");
        }
        try {
            return new ViolationScene(city, screen, cast).play(homes.get(0), plots.next(plot -> true));
        } catch (HubClient.Refused | CityException | NoSuchElementException e) {
            return List.of(e.getMessage());
        }
    }

    /** @return deviations from the expected outcome; empty if there are none */
    private List<String> play(DemoParticipants cast, PermitScene scene, Plots plots, List<Plot> homes)
            throws IOException, InterruptedException {
        for (int i = 0; i < MOST_PLOTS; i++) {
            try {
                Plot plot = plots.next(scene::isSuitable);
                JsonNode ended = new PermitRunner(cast, scene, plot).run();
                homes.add(plot);
                return OutcomeCheck.deviations(scene.expect(), ended);
            } catch (HubClient.Refused e) {
                // an interrupted earlier run left a case open for this property
                if (!e.code().equals("case.already-open")) {
                    return List.of(e.getMessage());
                }
            } catch (CityException | NoSuchElementException e) {
                return List.of(e.getMessage());
            }
        }
        return List.of("every suitable property has an open case; bin/demo reset creates a new city");
    }
}
