package city.pishkhan.demo;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.demo.treasury.BankControls;
import city.pishkhan.demo.treasury.SettlementAct;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.testkit.InquiryTrial;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.util.List;

/** Single steps in the demo city, for developers who connect an agency and inspect each step. */
final class DemoActs {

    private final Screen screen;
    private final RunningCity city;
    private final Installation home;

    DemoActs(Screen screen, RunningCity city, Installation home) {
        this.screen = screen;
        this.city = city;
        this.home = home;
    }

    /** @throws CityException if the step fails or the demo city does not run */
    void run(List<String> act) throws IOException, InterruptedException {
        switch (act.get(0)) {
            case "start" -> start();
            case "add-agency" -> {
                demandRunning();
                city.addAgency(act.get(1), act.get(2), act.get(3));
            }
            case "ask" -> {
                demandRunning();
                InquiryTrial trial = new InquiryTrial(city, screen);
                trial.awaitSeal(trial.ask(act.get(1)));
                screen.good(act.get(1) + " was asked and has answered; the answer is sealed in the journal");
            }
            case "settle" -> {
                demandRunning();
                settle(act.get(1), act.get(2));
            }
            default -> {
                demandRunning();
                screen.plain(city.hub().console(act.get(1)));
            }
        }
    }

    private void start() throws IOException, InterruptedException {
        CitySettings settings = new CitySettings(home);
        settings.shortenSealInterval();
        settings.addOlderArchive();
        city.start();
        KnownNumbers.configureRegister(city, home);
        screen.good("the demo city runs on " + city.hub().address() + "; its settings are in " + home.etc()
                + "; bin/demo stop stops it");
    }

    private void settle(String bank, String how) throws IOException, InterruptedException {
        HubClient office = city.door(Demo.OFFICE);
        Clerk clerk = new Clerk(office);
        new SettlementAct(
                        screen,
                        new BankControls(city.http(), city.partners().address()),
                        new VehicleCases(clerk, office),
                        clerk,
                        new PayerBrowser(city.http()),
                        city.door("treasury"))
                .play(bank, how, home.etc().resolve("demo/vehicles.csv"));
    }

    private void demandRunning() {
        if (!city.hub().isRunning()) {
            throw new CityException("The demo city is not running. Start it with bin/demo start");
        }
    }
}
