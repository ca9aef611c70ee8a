package city.pishkhan.violations.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.api.cases.MunicipalCases.MunicipalCaseStatus;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.violations.internal.ReportCaseAssignment.AssignedReport;
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

/** Implementation of {@link ViolationReports} on the schema {@code violations}. Reporters are only stored as keyed digests. */
@Component(
        service = {ViolationReports.class, Erasable.class},
        immediate = true,
        configurationPid = "city.pishkhan.violations")
@Designate(ocd = ViolationReportService.Config.class)
public final class ViolationReportService implements ViolationReports, Erasable {
    private static final Messages MESSAGES = Messages.of(ViolationReportService.class);
    private static final String FILE = "citizen.report.file";
    private static final String READ = "citizen.report.read";
    private static final String FILE_AT = "office.report.file";
    private static final String LIST = "office.report.list";
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
                        "interval of checks of waiting reports and ended cases, in seconds for all nodes together, 1"
                                + " to 3600")
        int sweep_seconds() default 60;
    }

    private final Tx tx;
    private final Access access;
    private final Vault vault;
    private final MunicipalCases cases;
    private final ReportKindCatalogue reportKindCatalogue;
    private final ReportSealer reportSealing;
    private final ReportQueries reportQueries;
    private final ReportPhotoIntake reportPhotoIntake;
    private final ReportIntake reportIntake;
    private final PeriodicTask periodicTask;

    @Activate
    public ViolationReportService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Access access,
            @Reference Vault vault,
            @Reference Journal journal,
            @Reference MunicipalCases cases,
            @Reference Procedures procedures,
            @Reference ReportPhotos photos,
            Config config) {
        this(
                tx,
                schemas,
                access,
                vault,
                journal,
                cases,
                new ReportKindCatalogue(procedures),
                photos,
                new PhotoLimits(
                        Math.max(0, Math.min(config.photos_report(), MOST_PHOTOS)), Math.max(0, config.photos_day())),
                Math.max(1, config.reports_day()),
                pause(config));
        periodicTask.startEvery(pause(config));
    }

    /** @param pause time between two sweeps of all nodes together; the sweeps are not started */
    ViolationReportService(
            Tx tx,
            Schemas schemas,
            Access access,
            Vault vault,
            Journal journal,
            MunicipalCases cases,
            ReportKindCatalogue reportKindCatalogue,
            ReportPhotos photos,
            PhotoLimits photoLimits,
            int mostOfADay,
            Duration pause) {
        schemas.migrate(ViolationReportService.class, "violations");
        this.tx = tx;
        this.access = access;
        this.vault = vault;
        this.cases = cases;
        this.reportKindCatalogue = reportKindCatalogue;
        this.reportSealing = new ReportSealer(vault);
        this.reportQueries = new ReportQueries(reportKindCatalogue);
        this.reportPhotoIntake = new ReportPhotoIntake(tx, reportSealing, vault, photos, photoLimits);
        ReportCaseAssignment merging = new ReportCaseAssignment(cases, journal);
        this.reportIntake = new ReportIntake(
                tx, reportSealing, reportKindCatalogue, vault, journal, merging, reportPhotoIntake, mostOfADay);
        ReportScheduler sweep = new ReportScheduler(tx, reportSealing, cases, merging, this::sweepPhotos, pause);
        periodicTask = PeriodicTask.of("violations-sweep", sweep::sweepIfDue);
    }

    private static Duration pause(Config config) {
        return Duration.ofSeconds(Math.max(1, Math.min(config.sweep_seconds(), LONGEST_PAUSE)));
    }

    @Deactivate
    public void stop() {
        periodicTask.close();
    }

    @Override
    public List<Kind> kinds() {
        return reportKindCatalogue.all();
    }

    @Override
    public Deposit examinePhoto(Caller citizen, Supplier<InputStream> content) {
        return reportPhotoIntake.examine(reporter(citizen, FILE), content);
    }

    @Override
    public UUID addPhoto(Caller citizen, Deposit examined) {
        return reportPhotoIntake.add(reporter(citizen, FILE), examined);
    }

    /** Erases photos that were never sent with a report. */
    void sweepPhotos() {
        reportPhotoIntake.sweep();
    }

    @Override
    public Own file(Caller citizen, Filing given) {
        Reporter reporter = reporter(citizen, FILE);
        AssignedReport joined = reportIntake.accept(reporter, given);
        return reportQueries.toReporterView(joined.row(), joined.standing(), null);
    }

    @Override
    public Line fileAtDistrict(Caller district, Source source, Filing given) {
        access.check(district, FILE_AT);
        if (source == Source.CITIZEN) {
            throw new IllegalArgumentException("a citizen reports with a login: see file");
        }
        AssignedReport joined = reportIntake.acceptFromDistrict(
                district, access.scope(district, FILE_AT).districts(), source, given);
        return reportQueries.line(joined.row());
    }

    @Override
    public Page<Own> listOwn(Caller citizen, String cursor, int limit) {
        Reporter reporter = reporter(citizen, READ);
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                        tx.required(sql -> ReportRepository.listOwn(
                                sql,
                                reportSealing.owner(reporter.person()),
                                reporter.number(),
                                paging.from(),
                                paging.limit())),
                        ReportRow::id)
                .map(row -> reportQueries.toReporterView(row, standing(row), null));
    }

    @Override
    public Own find(Caller citizen, String number) {
        Reporter reporter = reporter(citizen, READ);
        ReportRow row = number(number)
                .flatMap(n -> tx.required(sql ->
                        ReportRepository.byNumber(sql, reportSealing.owner(reporter.person()), reporter.number(), n)))
                .orElseThrow(ReportQueries::unknown);
        return reportQueries.toReporterView(row, standing(row), reportSealing.open(row));
    }

    @Override
    public Page<Line> list(Caller caller, Filter filter, String cursor, int limit) {
        access.check(caller, LIST);
        Scope scope = access.scope(caller, LIST);
        List<Integer> districts = scope.hasAllOwners() ? null : scope.districts();
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                        tx.required(
                                sql -> ReportRepository.list(sql, districts, filter, paging.from(), paging.limit())),
                        ReportRow::id)
                .map(row -> reportQueries.line(
                        row, row.subject() == null && !scope.hasAllOwners() ? reportSealing.place(row) : null));
    }

    @Override
    public Line locate(Caller district, String number, String property) {
        access.check(district, FILE_AT);
        String code = number(number).orElseThrow(ReportQueries::unknown);
        return reportQueries.line(
                reportIntake.locate(district, access.scope(district, FILE_AT).districts(), code, property));
    }

    @Override
    public Optional<HealthWarning> warning() {
        int late = tx.required(ReportRepository::countLate);
        return late == 0 ? Optional.empty() : Optional.of(HealthWarning.of(MESSAGES, "other/late", "", null, late));
    }

    /** Removes the reporter's identity, text and photos. The report and its case are kept. */
    @Override
    public void erase(UUID person, String nationalId, List<UUID> casesOfThePerson) {
        String owner = reportSealing.owner(person);
        tx.run(sql -> {
            ReportRepository.acquireLock(sql, owner);
            reportPhotoIntake.erase(sql, owner);
            vault.destroy(ReportRepository.erase(sql, owner));
        });
    }

    private MunicipalCaseStatus standing(ReportRow row) {
        return row.caseId() == null ? null : cases.find(row.caseId()).orElse(null);
    }

    private static Optional<String> number(String text) {
        try {
            return Optional.of(TrackingCode.parse(text).value());
        } catch (InvalidIdentifier e) {
            return Optional.empty();
        }
    }

    private Reporter reporter(Caller citizen, String operation) {
        access.check(citizen, operation);
        return citizen.citizen()
                .flatMap(person -> citizen.citizenNumber().map(number -> new Reporter(UUID.fromString(person), number)))
                .orElseThrow(() -> Refusal.forbidden("access.forbidden/reporter"));
    }
}
