package city.pishkhan.routes.office.internal;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.ResumableUploads;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.api.archive.SheetImages.RedactedArea;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.CounterCases;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.PaperFiles;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.persons.BreakGlass;
import city.pishkhan.api.persons.Deaths;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.doors.FakeRules;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.doors.TestRules;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Services in memory around one case of office 1204 in district 22. They record their calls. */
final class FakeOfficeServices {
    static final UUID CASE = UUID.fromString("01970000-0000-7000-8000-000000000001");
    static final UUID INQUIRY = UUID.fromString("00000000-0000-7000-8000-0000000000f1");
    static final UUID BILL = UUID.fromString("01970000-0000-7000-8000-000000000003");
    static final String SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    static final String PROPERTY = "22-3-17-4-1-0-0";

    final List<String> told = new ArrayList<>();
    boolean readable = true;
    boolean erased;
    boolean covered;
    /** cursor that returns the last page of a list */
    String lastPage = "";

    private OfficeDoor door;
    boolean planningDown;
    boolean otherArchive;
    Cases.OpenCase opened;
    Cases.Request request = new Cases.Request(8, List.of(new Cases.Part("residential", 1600, 14)));
    long version = 1;
    ResumableUploads.UploadMetadata announced;
    final StringBuilder sent = new StringBuilder();

    private CaseView view() {
        return new CaseView(
                CASE,
                "22-1405-0000123-2",
                "7K3M-9PQ2-WX4A-0TB1",
                "building-permit",
                PROPERTY,
                22,
                "1204",
                Cases.State.WAITING,
                "inquiries",
                version,
                SHA,
                1,
                List.of("agency:fire"),
                null,
                null,
                List.of(new Cases.Applicant("owner", "0499370899", "مریم احمدی", "09022002580")),
                request,
                Map.of("floors", 8L),
                List.of(new Cases.Paper("deed", SHA, 1, "archive", "سند.pdf", "application/pdf", 3)),
                List.of(
                        new Cases.PaperNeed("deed", "rule papers-1", true),
                        new Cases.PaperNeed("plan", "rule papers-2", false),
                        new Cases.PaperNeed("location-map", "rule papers-3", false)),
                List.of(new InquiryView(
                        INQUIRY,
                        "inquiries",
                        "fire",
                        "answered",
                        "floors = 8 > 6",
                        "APPROVE_WITH_CONDITIONS",
                        null,
                        List.of(new city.pishkhan.spi.Condition("F-12", "text")),
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        0,
                        new Cases.Hold("agency.paused", "Paused: works.", "متوقف: تعمیر.", Instant.EPOCH),
                        List.of(new InquiryView.Sheet("f" + SHA.substring(1), "نامه.pdf", "application/pdf", 3)))),
                null,
                Instant.parse("2026-05-02T08:00:00Z"),
                null,
                new Cases.Hold("office.suspended", "Office 1204 is suspended.", "دفتر ۱۲۰۴ تعلیق است.", Instant.EPOCH),
                null,
                "citizen",
                null,
                new CaseView.ArchiveAccess(Set.of("deed", "plan"), List.of("0499370899"), List.of()));
    }

    private CaseView recordChange(String name, Object[] args) {
        if (!args[1].equals(CASE)) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده" + " یافت نشد.");
        }
        if (!args[2].equals(version)) {
            throw new Refusal(Refusal.Kind.STALE, "case.changed", "If-Match", "Changed.", "تغییر کرده است.");
        }
        told.add(name + Arrays.asList(args).subList(3, args.length).toString());
        version++;
        return view();
    }

    private static Refusal unknown(String code) {
        return new Refusal(Refusal.Kind.NOT_FOUND, code, null, "No such sheet.", "برگ" + " یافت نشد.");
    }

    private static CaseReference reference(CaseView of) {
        return new CaseReference(of.id(), of.number(), of.service(), of.subject(), of.version(), of.ruleSet());
    }

    Cases cases() {
        return fake(Cases.class, (name, args) -> switch (name) {
            case "open" -> {
                opened = (Cases.OpenCase) args[1];
                yield view();
            }
            case "find", "reference" -> {
                if (!args[1].equals(CASE)) {
                    throw new Refusal(
                            Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده" + " یافت نشد.");
                }
                yield name.equals("find") ? view() : reference(view());
            }
            case "readPaper" ->
                view().papers().stream()
                        .filter(p -> args[1].equals(CASE) && p.sha256().equals(args[2]))
                        .findFirst()
                        .orElseThrow(() -> unknown("paper.unknown"));
            case "readAnswerSheet" ->
                view().inquiries().get(0).sheets().stream()
                        .filter(s -> args[1].equals(CASE)
                                && args[2].equals(INQUIRY)
                                && s.sha256().equals(args[3]))
                        .findFirst()
                        .orElseThrow(() -> unknown("sheet.unknown"));
            case "findByNumber" -> view();
            case "duties" -> List.of();
            case "list" -> {
                told.add("list" + args[1] + args[2] + args[3]);
                yield new Page<>(
                        List.of(CaseMapper.INSTANCE.summary(view())), lastPage.equals(args[2]) ? null : "next-page");
            }
            case "history" ->
                List.of(new Journal.Entry(
                        7L,
                        CASE,
                        CASE,
                        1,
                        Instant.EPOCH,
                        "case.opened",
                        "clerk",
                        "{\"number\":\"22\"}",
                        "0".repeat(64),
                        SHA));
            case "revise" -> {
                request = (Cases.Request) args[3];
                if (request.floors() > 10) {
                    throw Refusal.violated(
                            "rules.not-allowed",
                            List.of(
                                    new Refusal.Violation(
                                            "check/check-1",
                                            "request.floors",
                                            String.valueOf(request.floors()),
                                            "10",
                                            "Too many.",
                                            "زیاد است."),
                                    new Refusal.Violation("check/check-2", "request.parts", "7", null, "No.", "نه.")));
                }
                yield recordChange(name, new Object[] {args[0], args[1], args[2], request, String.valueOf(args[4])});
            }
            case "verify" ->
                recordChange(name, new Object[] {
                    args[0], args[1], args[2], args[3], String.valueOf(args[4]), String.valueOf(args[5])
                });
            default -> recordChange(name, args);
        });
    }

    /** Stores a deposit under its content as address. */
    private static Papers.Deposit deposit(Supplier<?> content) {
        try (InputStream in = (InputStream) content.get()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                throw new Refusal(Refusal.Kind.INVALID, "sheet.empty", null, "Empty.", "تهی است.");
            }
            return new Papers.Deposit(text, "application/pdf", text.length(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fake resumable uploads with one upload that records its bytes. */
    private ResumableUploads uploads() {
        return fake(ResumableUploads.class, (name, args) -> switch (name) {
            case "begin" -> {
                announced = (ResumableUploads.UploadMetadata) args[1];
                yield progress();
            }
            case "findOrComplete" -> progress();
            case "listUnfinished" ->
                List.of(new ResumableUploads.Unfinished(
                        BILL, CASE, "plan", 3, 10, Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400)));
            case "discard" -> {
                told.add("drop " + args[1]);
                yield null;
            }
            case "append" -> {
                if (!args[3].equals((long) sent.length())) {
                    throw new Refusal(Refusal.Kind.CONFLICT, "upload.offset", null, "No.", "نه.");
                }
                try (InputStream in = (InputStream) args[4]) {
                    sent.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                yield progress();
            }
            default -> {
                told.add(name + args[1] + args[2]);
                yield null;
            }
        });
    }

    private ResumableUploads.Progress progress() {
        return new ResumableUploads.Progress(
                BILL,
                sent.length(),
                announced.length(),
                Instant.EPOCH,
                2,
                sent.length() < announced.length()
                        ? Optional.empty()
                        : Optional.of(new Papers.Sheet(SHA, "plan", PROPERTY, "plan.pdf", "application/pdf", 3)));
    }

    ArchiveConsents consents() {
        return fake(ArchiveConsents.class, (name, args) -> {
            told.add(name + " " + args[2] + " " + args[3] + " " + args[4]);
            return view();
        });
    }

    /** Fake attestations: one attestation, which no operation changes. */
    Attestations attestations() {
        Attestations.Attestation one = new Attestations.Attestation(
                INQUIRY,
                CASE,
                "deed",
                List.of(SHA),
                new Attestations.OriginalObservations("A/12", "Registrar", "seal whole"),
                "1204",
                Instant.EPOCH,
                "attested",
                "kept",
                List.of(new Attestations.Step("summoned", CASE, "district:22", Instant.EPOCH, "page 3", null)));
        return fake(Attestations.class, (name, args) -> {
            told.add(name + " " + Arrays.asList(args).subList(1, args.length));
            return switch (name) {
                case "findByCase" -> new Attestations.CaseAttestations(List.of(one), List.of());
                case "receipt" -> new byte[] {'P', 'D', 'F'};
                case "dispute" -> new Attestations.Dispute(one, "CODE");
                case "recall" ->
                    new Attestations.Recall(
                            INQUIRY,
                            "deed",
                            SHA,
                            Instant.EPOCH,
                            List.of(new Attestations.Use(CASE, "22-1405-0000001-1", "1204")));
                case "tasks" ->
                    List.of(new Attestations.Task(CASE, "22-1405-0000001-1", INQUIRY, "deed", "kept", Instant.EPOCH));
                default -> one;
            };
        });
    }

    @SuppressWarnings("unchecked") // the argument of Papers.register is a generic list
    Papers papers() {
        return fake(Papers.class, (name, args) -> switch (name) {
            case "findForPurpose" -> {
                Papers.Purpose purpose = (Papers.Purpose) args[1];
                told.add("held" + purpose.property() + purpose.persons());
                yield List.of(new Papers.Sheet(SHA, "plan", PROPERTY, "plan.pdf", "application/pdf", 3));
            }
            case "register" -> {
                Papers.NewSheet sheet = ((List<Papers.NewSheet>) args[3]).get(0);
                told.add("register " + sheet.kind() + " " + sheet.owner() + " " + sheet.name());
                yield List.of(new Papers.Sheet(
                        SHA,
                        sheet.kind(),
                        PROPERTY,
                        sheet.name(),
                        "application/pdf",
                        sheet.deposit().size()));
            }
            case "answerSheet" ->
                Optional.of(new Papers.Sheet(
                                (String) args[1], "answer", INQUIRY.toString(), "نامه.pdf", "application/pdf", 3))
                        .filter(s -> args[0].equals(INQUIRY));
            case "deposit" -> deposit((Supplier<?>) args[3]);
            case "isPersonal" ->
                Set.of("national-card", "birth-certificate", "proxy").contains(args[0]);
            case "requirePagesOnly" -> {
                told.add("parsed " + args[1]);
                yield null;
            }
            case "open" -> {
                long from = args.length > 1 ? (long) args[1] : 0;
                yield new ByteArrayInputStream(Arrays.copyOfRange(new byte[] {'P', 'D', 'F'}, (int) from, 3));
            }
            default -> throw new AssertionError(name);
        });
    }

    /** Fake redactions: the district of the case has covered a line of page 1. */
    private Redactions redactions() {
        Redactions.Redaction one = new Redactions.Redaction(
                INQUIRY, 1, List.of(new SheetImages.Area(10, 20, 30, 40)), 22, Instant.EPOCH, "why", null, null);
        return fake(Redactions.class, (name, args) -> {
            if (name.equals("authorizeView")) {
                boolean original = (Boolean) args[3];
                if (original && covered && ((Caller) args[0]).office().isPresent()) {
                    throw new Refusal(Refusal.Kind.FORBIDDEN, "redaction.original", null, "None.", "هیچ.");
                }
                return covered && !original
                        ? new AppliedRedactions(
                                1, List.of(new RedactedArea(1, one.areas().get(0))))
                        : AppliedRedactions.NONE;
            }
            told.add(name + " " + Arrays.asList(args).subList(1, args.length));
            return name.equals("list") ? List.of(one) : one;
        });
    }

    /** Fake pictures: a sheet has two pages, and the bytes of an image are the text of its request. */
    private SheetImages images() {
        return fake(SheetImages.class, (name, args) -> {
            SheetImages.Sheet sheet = (SheetImages.Sheet) args[0];
            if (erased) {
                throw Refusal.notFound("sheet");
            }
            if (!readable) {
                throw new Refusal(Refusal.Kind.INVALID, "sheet.no-picture", null, "None.", "هیچ.");
            }
            if (name.equals("pages")) {
                return List.of(new SheetImages.Page(2000, 1000), new SheetImages.Page(300, 500));
            }
            told.add(sheet + " " + args[1] + (args.length > 2 ? " " + args[2] : ""));
            return args[1].toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    Payments payments() {
        return fake(Payments.class, (name, args) -> switch (name) {
            case "bills" ->
                List.of(new Payments.Bill(
                        BILL,
                        CASE,
                        "1234567800169",
                        "1250020132",
                        12_500_000,
                        "paid",
                        List.of(new Payments.Duty("permit", "Duty", "عوارض", 12_500_000)),
                        new Payments.Receipt("mellat", "77", "r", 12_500_000, Instant.EPOCH, Instant.EPOCH)));
            case "begin" -> {
                if (!args[2].equals(BILL)) {
                    throw Refusal.notFound("bill");
                }
                told.add("begin " + args[3]);
                yield new Payments.Attempt(
                        UUID.randomUUID(),
                        BILL,
                        args[3] == null ? "mellat" : (String) args[3],
                        100,
                        "started",
                        "0",
                        URI.create("http://bank/page"),
                        Map.of("RefId", "AF"),
                        false);
            }
            case "attempts" ->
                List.of(new Payments.Attempt(
                        BILL, BILL, "mellat", 100, "started", "44", URI.create("http://bank/page"), Map.of(), true));
            default -> throw new AssertionError(name);
        });
    }

    Certificates certificates() {
        return fake(Certificates.class, (name, args) -> switch (name) {
            case "findByCase" ->
                Optional.of(new Certificates.Certificate(
                        "CODE",
                        CASE,
                        "22-1405-0000123-2",
                        "building-permit",
                        Map.of("floors", 8),
                        "valid",
                        Instant.EPOCH,
                        SHA));
            default -> throw new AssertionError(name);
        });
    }

    CertificatePapers certificatePapers() {
        return fake(CertificatePapers.class, (name, args) -> switch (name) {
            case "page" -> "<html>پروانه</html>";
            case "pdf" -> "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            default -> throw new AssertionError(name);
        });
    }

    private static Receipts receipts() {
        return fake(Receipts.class, (name, args) -> {
            if (name.equals("pdf")) {
                return "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            }
            if (!args[1].equals(BILL)) {
                throw new Refusal(Refusal.Kind.NOT_FOUND, "bill.unknown", null, "No such bill.", "قبض" + " یافت نشد.");
            }
            return new Receipts.Receipt(
                    BILL,
                    CASE,
                    "22-1405-0000123-2",
                    "building-permit",
                    "Building permit",
                    "پروانه ساختمانی",
                    "1204",
                    "1234567800169",
                    "1250020132",
                    12_500_000,
                    "دوازده میلیون و پانصد هزار ریال",
                    List.of(new Payments.Duty("office-fee", "Fee", "کارمزد دفتر", 12_500_000)),
                    0,
                    "mellat",
                    "4711",
                    "175",
                    null,
                    Instant.EPOCH,
                    "۱۳۴۸/۱۰/۱۱ ۰۳:۳۰");
        });
    }

    BreakGlass glass() {
        return (caller, id, reason) -> {
            told.add("glass " + reason);
            return new BreakGlass.EmergencyAccess(id, "22-1405-0000123-6", Instant.EPOCH);
        };
    }

    PlanningSystem planning() {
        return code -> {
            if (planningDown) {
                throw new PartnerUnavailable("secret");
            }
            return code.equals(PROPERTY)
                    ? Optional.of(new PlanOrder(code, 22, List.of(), 10, 300, BigDecimal.TEN, 1, List.of(), "1"))
                    : Optional.empty();
        };
    }

    /** Fake evidence files: the number of bytes is the case's version, and one more if a seal is requested. */
    private EvidenceFiles.EvidenceFile evidence(Supplier<CaseView> loadCase, OptionalLong seal) {
        CaseView view = loadCase.get();
        seal.ifPresent(number -> told.add("seal " + number));
        return new EvidenceFiles.EvidenceFile(
                "evidence-" + view.number() + ".zip", view.version(), new byte[(int) view.version()]);
    }

    private ViolationReports reports() {
        ViolationReports.Kind unsafe = new ViolationReports.Kind("unsafe", "Unsafe", "ناایمن");
        ViolationReports.Line line = new ViolationReports.Line(
                "7K3M-9PQ2-WX4A-0TB1",
                PROPERTY,
                22,
                unsafe,
                ViolationReports.Source.DISTRICT,
                "received",
                null,
                Instant.EPOCH,
                null,
                null);
        return fake(ViolationReports.class, (name, args) -> switch (name) {
            case "kinds" -> List.of(unsafe);
            case "fileAtDistrict" -> {
                told.add("report of the " + args[1]);
                yield line;
            }
            default -> {
                told.add(String.valueOf(args[1]));
                yield new Page<>(List.of(line), null);
            }
        });
    }

    /** Fake sources: one archive that does not answer now and offered a map two days ago. */
    private ArchiveSources sources() {
        return fake(ArchiveSources.class, (name, args) -> switch (name) {
            case "hasSources" -> otherArchive;
            case "fetch" -> {
                told.add("fetch " + args[1] + " " + args[2] + " " + args[4]);
                yield null;
            }
            default ->
                !otherArchive
                        ? ArchiveSources.SourceOffers.NONE
                        : new ArchiveSources.SourceOffers(
                                List.of(new ArchiveSources.Offer(
                                        new Papers.Sheet(
                                                SHA.replace('2', '3'),
                                                "location-map",
                                                PROPERTY,
                                                "m.tif",
                                                "image/tiff",
                                                0),
                                        "older")),
                                List.of(
                                        new ArchiveSources.SourceStatus(
                                                "older",
                                                "بایگانی",
                                                ArchiveSources.State.SILENT,
                                                Instant.parse("2026-11-27T08:00:00Z")),
                                        new ArchiveSources.SourceStatus(
                                                "other",
                                                "Other",
                                                (boolean) args[2]
                                                        ? ArchiveSources.State.ANSWERED
                                                        : ArchiveSources.State.ASKED,
                                                null)));
        });
    }

    /** Returns the same document for every search. */
    private ArchiveCatalogue catalogue() {
        ArchiveCatalogue.Document one = new ArchiveCatalogue.Document(
                Long.MIN_VALUE,
                -7,
                PROPERTY,
                "deed",
                LocalDate.of(2001, 5, 1),
                "70/1",
                "22",
                "سند",
                null,
                null,
                null,
                true);
        return fake(ArchiveCatalogue.class, (name, args) -> {
            told.add(name + Arrays.asList(args).subList(1, args.length));
            return switch (name) {
                case "holdings" ->
                    ((List<?>) args[1])
                            .stream()
                                    .map(property -> new ArchiveCatalogue.Holding(
                                            (String) property, List.of(new ArchiveCatalogue.Kind("deed", null))))
                                    .toList();
                case "setTitleAndNotes" -> one;
                default -> new Page<>(List.of(one), "17.4");
            };
        });
    }

    private PaperFiles paperFiles() {
        return fake(PaperFiles.class, (name, args) -> {
            told.add(name + " " + args[2] + " " + args[3]);
            return view();
        });
    }

    OfficeDoor door() {
        door = new OfficeDoor(
                new AccessTable(),
                new TestDoor.Memory(),
                cases(),
                papers(),
                sources(),
                catalogue(),
                paperFiles(),
                uploads(),
                consents(),
                attestations(),
                redactions(),
                fake(OriginalFiles.class, (name, args) -> {
                    told.add(name + " " + ((Caller) args[0]).principal() + " " + args[1]);
                    return null;
                }),
                payments(),
                receipts(),
                procedures(),
                FakeRules.texts(),
                deliveries(),
                fake(Authorities.class, this::authority),
                fake(Deaths.class, this::death),
                fees(),
                certificates(),
                certificatePapers(),
                this::evidence,
                (sha256, seal) -> ("proof of " + sha256).getBytes(),
                glass(),
                reports(),
                offices(),
                numbers(),
                approvals(),
                counter());
        startPlanning();
        startPictures();
        return door;
    }

    void startPlanning() {
        door.planning = planning();
    }

    void startPictures() {
        door.pictures = images();
    }

    void stopPictures() {
        door.pictures = null;
    }

    void stopPlanning() {
        door.planning = null;
    }

    /** The rules of {@link FakeRules}; the case has rules with shares to refund. */
    private static Procedures procedures() {
        Procedures all = FakeRules.procedures();
        Procedures payable = TestRules.giving(new RefundShares(100, 80, 90, 0));
        return fake(Procedures.class, (name, args) -> (SHA.equals(args == null ? null : args[0]) ? payable : all)
                .ruleSet(SHA));
    }

    private static Offices offices() {
        return fake(Offices.class, (name, args) -> {
            if (name.equals("notices")) {
                return List.of(new Offices.Notice(
                        "1204",
                        "building-permit",
                        "old",
                        LocalDate.EPOCH,
                        Instant.EPOCH,
                        new Text("mend it", "درست کنید")));
            }
            if (args[1].equals("survey")) {
                throw new Refusal(Refusal.Kind.FORBIDDEN, "service.not-exposed", null, "not here", "نه اینجا");
            }
            return null;
        });
    }

    /**
     * Fake counter with one unpaid case. Every property except {@link #PROPERTY} has a running case that the caller may
     * not see.
     */
    private CounterCases counter() {
        return fake(CounterCases.class, (name, args) -> switch (name) {
            case "today" -> {
                told.add("today " + args[1] + " " + args[2]);
                yield new CounterCases.Today(
                        List.of(new Cases.Summary(
                                CASE,
                                "22-1405-0000001-1",
                                "building-permit",
                                PROPERTY,
                                "1204",
                                22,
                                Cases.State.WAITING,
                                "duties",
                                Instant.EPOCH,
                                null)),
                        List.of(),
                        List.of(),
                        true);
            }
            case "findRunning" ->
                Optional.of(
                        args[2].equals(PROPERTY)
                                ? new CounterCases.ConflictingCase(CASE, "22-1405-0000001-1")
                                : new CounterCases.ConflictingCase(null, null));
            case "usualDuration" ->
                args[1].equals("survey")
                        ? Optional.of(new CounterCases.UsualDuration(Duration.ofDays(12), 240))
                        : Optional.empty();
            default -> throw new AssertionError(name);
        });
    }

    private NumberProofs numbers() {
        Instant then = Instant.parse("2026-12-01T09:30:00Z");
        return fake(NumberProofs.class, (name, args) -> {
            told.add(name + " "
                    + String.join(
                            " ", Stream.of(args).skip(1).map(String::valueOf).toList()));
            return switch (name) {
                case "sendCode" -> Duration.ofSeconds(300);
                case "checkCode" -> new NumberProofs.CodeCheckResult((UUID) args[1], null, new UUID(1, 1), true);
                case "recordProof" -> new NumberProofs.ProvedMobile(new UUID(2, 2), "changed", then);
                case "issue" -> new NumberProofs.LoginSlip(new UUID(3, 3), (String) args[1], "40718823", then, null);
                default -> throw new AssertionError(name);
            };
        });
    }

    private Approvals approvals() {
        return fake(Approvals.class, (name, args) -> {
            told.add(name + " " + args[1] + " " + args[2]);
            return new Approvals.Approval(
                    new UUID(4, 4),
                    (String) args[1],
                    Map.of(),
                    (String) args[3],
                    "asked",
                    "clerk-7",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null,
                    null,
                    null);
        });
    }

    private Object authority(String name, Object[] args) {
        told.add(name + " " + (args[1] instanceof Authorities.NewAuthority given ? given.kind() : args[1]));
        return name.equals("list") ? new Page<>(List.of(authority()), null) : authority();
    }

    private static Authorities.Authority authority() {
        return new Authorities.Authority(
                CASE,
                "A-1405-0000001",
                Authorities.Kind.HEIR,
                new Authorities.Person("0499370899", "مریم احمدی", null),
                new Authorities.Person("0684159414", "رضا احمدی", "09022002580"),
                PROPERTY,
                Set.of(Authorities.Act.SEE, Authorities.Act.OPEN),
                "H-1",
                null,
                null,
                null,
                null,
                new Authorities.Share(1, 6),
                false,
                "valid",
                "1204",
                22,
                Instant.EPOCH,
                null,
                null);
    }

    private Object death(String name, Object[] args) {
        told.add(name + " " + (args[1] instanceof Deaths.NewDeath given ? given.died() : args[1]));
        Deaths.Death death =
                new Deaths.Death(CASE, "0499370899", "D-1", LocalDate.of(2026, 11, 20), 22, Instant.EPOCH, null, null);
        return name.equals("list") ? new Page<>(List.of(death), null) : death;
    }

    private Deliveries deliveries() {
        return fake(Deliveries.class, (name, args) -> switch (name) {
            case "findByCase" -> Optional.empty();
            case "listReady" ->
                new Page<>(
                        List.of(new Deliveries.Row(
                                CASE,
                                "22-1405-0000123-2",
                                "home",
                                "1204",
                                Deliveries.State.RETURNED,
                                "PK-1001",
                                null,
                                0,
                                Instant.EPOCH,
                                null)),
                        null);
            case "arrange" -> {
                told.add("arrange " + ((Deliveries.Choice) args[2]).address());
                yield delivery((Deliveries.Choice) args[2], Deliveries.State.ORDERED, null);
            }
            default -> {
                told.add("to " + args[2]);
                yield delivery(
                        new Deliveries.Choice("office", null, null, null, null),
                        Deliveries.State.HANDED_OVER,
                        new Deliveries.Proof("049****899", "owner", "clerk", null, Instant.EPOCH));
            }
        });
    }

    private static Deliveries.Delivery delivery(
            Deliveries.Choice choice, Deliveries.State state, Deliveries.Proof proof) {
        return new Deliveries.Delivery(
                CASE,
                CASE,
                "22-1405-0000123-2",
                choice,
                null,
                state,
                "PK-1001",
                null,
                false,
                List.of(new Deliveries.Step("accepted", Instant.EPOCH, "Tehran")),
                proof,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    private Fees fees() {
        return new Fees() {
            @Override
            public void recordFees(Creditor creditor, List<Payments.Duty> duties) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Page<Fee> list(Caller caller, String office, String cursor, int limit) {
                told.add("fees of " + office);
                return new Page<>(List.of(one()), null);
            }

            @Override
            public Totals totals(Caller caller, String office) {
                return new Totals(6_000_000, 420_000, 70_000);
            }

            @Override
            public List<Fee> listBilled(Caller caller, String office, LocalDate from, LocalDate to) {
                told.add("fees of " + office + " from " + from + " to " + to);
                return List.of(one(), one());
            }

            private Fee one() {
                return new Fee(
                        CASE,
                        CASE,
                        "22-1405-0000123-2",
                        "violation-report",
                        "1204",
                        22,
                        "inspection",
                        "inspection on the spot",
                        "بازدید محل",
                        6_000_000,
                        Instant.EPOCH,
                        "ordered");
            }
        };
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }
}
