package city.pishkhan.violations.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Rounds;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Registers the service for violation reports and starts its sweep. */
@Component(
        service = {ViolationReports.class, Erasable.class},
        immediate = true,
        configurationPid = "city.pishkhan.violations")
@Designate(ocd = ReportsComponent.Config.class)
public final class ReportsComponent implements ViolationReports, Erasable {
    private static final int LONGEST_PAUSE = 3_600;
    private static final int MOST_PHOTOS = 20;

    /** Configuration with the PID {@code city.pishkhan.violations}. */
    @ObjectClassDefinition(name = "Pishkhan violation reports")
    public @interface Config {

        @AttributeDefinition(description = "maximum number of reports of one person in a day")
        int reports_day() default 5;

        @AttributeDefinition(description = "maximum number of photos of one report, 0 (no photos) to 20")
        int photos_report() default 5;

        @AttributeDefinition(description = "maximum number of photos of one person in a day, sent with a report or not")
        int photos_day() default 25;

        @AttributeDefinition(
                description =
                        "interval of checks of waiting reports and ended cases, in seconds for all nodes together, 1 to 3600")
        int sweep_seconds() default 60;
    }

    private final ViolationReportService violationReportService;
    private final Rounds rounds;

    @Activate
    public ReportsComponent(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Access access,
            @Reference Vault vault,
            @Reference Journal journal,
            @Reference MunicipalCases cases,
            @Reference Procedures procedures,
            @Reference ReportPhotos photos,
            Config config) {
        ReportKindCatalogue reportKindCatalogue = new ReportKindCatalogue(procedures);
        violationReportService = new ViolationReportService(
                tx,
                schemas,
                access,
                vault,
                journal,
                cases,
                reportKindCatalogue,
                photos,
                new PhotoLimits(
                        Math.max(0, Math.min(config.photos_report(), MOST_PHOTOS)), Math.max(0, config.photos_day())),
                Math.max(1, config.reports_day()));
        Duration pause = Duration.ofSeconds(Math.max(1, Math.min(config.sweep_seconds(), LONGEST_PAUSE)));
        ReportScheduler sweep = new ReportScheduler(
                tx,
                new ReportSealing(vault),
                cases,
                new ReportMerging(cases, journal),
                violationReportService::sweepPhotos,
                pause);
        rounds = Rounds.of("violations-sweep", sweep::turn).every(pause);
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    @Override
    public List<Kind> kinds() {
        return violationReportService.kinds();
    }

    @Override
    public Deposit examinePhoto(Caller citizen, Supplier<InputStream> content) {
        return violationReportService.examinePhoto(citizen, content);
    }

    @Override
    public UUID addPhoto(Caller citizen, Deposit examined) {
        return violationReportService.addPhoto(citizen, examined);
    }

    @Override
    public Own file(Caller citizen, Filing filing) {
        return violationReportService.file(citizen, filing);
    }

    @Override
    public Line fileAt(Caller district, Source source, Filing filing) {
        return violationReportService.fileAt(district, source, filing);
    }

    @Override
    public Line locate(Caller district, String number, String property) {
        return violationReportService.locate(district, number, property);
    }

    @Override
    public Page<Own> mine(Caller citizen, String cursor, int limit) {
        return violationReportService.mine(citizen, cursor, limit);
    }

    @Override
    public Own find(Caller citizen, String number) {
        return violationReportService.find(citizen, number);
    }

    @Override
    public Page<Line> list(Caller caller, Filter filter, String cursor, int limit) {
        return violationReportService.list(caller, filter, cursor, limit);
    }

    @Override
    public Optional<HealthWarning> trouble() {
        return violationReportService.trouble();
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        violationReportService.erase(person, nationalId, cases);
    }
}
