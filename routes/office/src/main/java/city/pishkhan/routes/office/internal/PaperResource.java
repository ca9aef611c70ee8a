package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetProofFiles;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.PaperFiles;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.office.papers.PaperFileEntry;
import city.pishkhan.contracts.office.papers.PaperReference;
import city.pishkhan.contracts.office.papers.SignedConsent;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.call.Parts;
import city.pishkhan.doors.call.Upload;
import city.pishkhan.doors.mapping.EvidenceMapper;
import city.pishkhan.doors.mapping.SheetFile;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Operations on papers: contents of the archive, new scans, and papers of a case. */
final class PaperResource {
    private static final String UPLOAD = UploadResource.UPLOAD;
    private static final int LONGEST_FILE_NUMBER = 60;

    private final Cases cases;
    private final Papers papers;
    private final ArchiveConsents consents;
    private final Redactions redactions;
    private final SheetFile files;
    private final OriginalFiles originals;
    private final SheetProofFiles proofs;
    private final CaseArchives archives;
    private final PaperFiles paperFiles;

    PaperResource(
            Cases cases,
            Papers papers,
            CaseArchives archives,
            PaperFiles paperFiles,
            ArchiveConsents consents,
            Redactions redactions,
            SheetImages images,
            OriginalFiles originals,
            SheetProofFiles proofs) {
        this.cases = cases;
        this.archives = archives;
        this.paperFiles = paperFiles;
        this.papers = papers;
        this.consents = consents;
        this.redactions = redactions;
        this.files = new SheetFile(papers, images);
        this.originals = originals;
        this.proofs = proofs;
    }

    DoorReply caseArchive(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.archive.read");
        return DoorReply.ok(archives.list(doorCall.caller(), view, true));
    }

    /** Stored scan that is not registered yet, with its description. */
    record Scan(CaseReference of, Papers.NewSheet sheet) {}

    /** Description of a scan before its content is checked. */
    record Named(CaseReference of, String kind, String owner, String name) {}

    Named describe(DoorCall doorCall) {
        CaseReference of = cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), UPLOAD);
        String kind = FieldCheck.name("kind", doorCall.param("kind"));
        // identity papers belong to a person of the case, all other papers to its property
        String owner = papers.isPersonal(kind)
                ? CaseRequestMapper.checkOwner(cases.find(doorCall.caller(), of.id(), UPLOAD), doorCall.param("owner"))
                : of.subject();
        return new Named(
                of, kind, owner, FieldCheck.text("name", doorCall.param("name"), CaseRequestMapper.LONGEST_NAME));
    }

    /** Fetches the sheet if another archive holds it. Call it without a transaction. */
    PaperReference fetch(DoorCall doorCall) {
        PaperReference paper = doorCall.body(PaperReference.class);
        archives.fetch(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                List.of(FieldCheck.sha256("sha256", paper.sha256())));
        return paper;
    }

    /** Stores a scan. Call it without a transaction. */
    Scan storeScan(DoorCall doorCall) {
        Named named = describe(doorCall);
        Papers.Deposit deposit =
                papers.deposit(doorCall.caller(), named.kind(), named.owner(), doorCall.body(Upload.class)::open);
        return new Scan(named.of(), new Papers.NewSheet(named.kind(), named.owner(), named.name(), deposit));
    }

    DoorReply upload(DoorCall doorCall, Scan scan) {
        Papers.Sheet sheet = papers.register(
                        doorCall.caller(), scan.of().id(), scan.of().service(), List.of(scan.sheet()))
                .get(0);
        return DoorReply.created(null, CaseMapper.INSTANCE.sheet(sheet))
                .about(scan.of().id());
    }

    DoorReply consent(DoorCall doorCall) {
        SignedConsent signed = doorCall.body(SignedConsent.class);
        return CaseMapper.reply(consents.recordSignedConsent(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.version(),
                FieldCheck.person("nationalId", signed.nationalId()),
                FieldCheck.sha256("sha256", signed.sha256())));
    }

    DoorReply addPaper(DoorCall doorCall, PaperReference paper) {
        return CaseMapper.reply(cases.addPaper(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.version(),
                FieldCheck.name("kind", paper.kind()),
                FieldCheck.sha256("sha256", paper.sha256())));
    }

    DoorReply joinFile(DoorCall doorCall) {
        PaperFileEntry given = doorCall.body(PaperFileEntry.class);
        PaperFiles.PaperFile file = new PaperFiles.PaperFile(
                FieldCheck.text("number", given.number(), LONGEST_FILE_NUMBER),
                FieldCheck.present("begun", FieldCheck.day("begun", given.begun(), null)),
                given.stage() == null ? null : FieldCheck.name("stage", given.stage()));
        return CaseMapper.reply(
                paperFiles.attachFile(doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.version(), file));
    }

    /** Stores the scans before the case is changed. Call it without a transaction. */
    List<Cases.NewPaper> storeScans(DoorCall doorCall) {
        Parts parts = doorCall.body(Parts.class);
        doorCall.version();
        cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), UPLOAD);
        List<Cases.NewPaper> newPapers = parts.all().stream()
                .map(part -> newPaper(doorCall.caller(), part))
                .toList();
        archives.fetch(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                newPapers.stream()
                        .map(Cases.NewPaper::sha256)
                        .filter(Objects::nonNull)
                        .toList());
        return newPapers;
    }

    /** Reads a part named by the kind of the paper, and for an identity paper also by its owner: {@code national-card:0012345679}. */
    private Cases.NewPaper newPaper(Caller office, Parts.Part part) {
        String[] called = part.name() == null ? new String[] {""} : part.name().split(":", 2);
        String kind = FieldCheck.name("kind", called[0]);
        if (part.upload() == null) {
            return new Cases.NewPaper(kind, kind, null, null, null, FieldCheck.sha256(kind, part.text()));
        }
        String owner = papers.isPersonal(kind) ? FieldCheck.person(kind, called.length < 2 ? null : called[1]) : null;
        String name = FieldCheck.text(kind, part.fileName(), CaseRequestMapper.LONGEST_NAME);
        try {
            return new Cases.NewPaper(
                    kind, kind, owner, name, papers.deposit(office, kind, owner, part.upload()::open), null);
        } catch (Refusal e) {
            throw e.withField(kind);
        }
    }

    DoorReply addPapers(DoorCall doorCall, List<Cases.NewPaper> newPapers) {
        FieldCheck.present("sheet", newPapers.isEmpty() ? null : newPapers);
        return CaseMapper.reply(
                cases.addPapers(doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.version(), newPapers));
    }

    DoorReply submit(DoorCall doorCall, List<Cases.NewPaper> newPapers) {
        return CaseMapper.reply(
                cases.submit(doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.version(), newPapers));
    }

    DoorReply paper(DoorCall doorCall) {
        Cases.Paper paper = cases.readPaper(
                doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.requiredParam("sha256"));
        UUID caseId = CaseRequestMapper.caseId(doorCall);
        SheetImages.AppliedRedactions shown =
                redactions.authorizeView(doorCall.caller(), caseId, paper.sha256(), SheetFile.isOriginal(doorCall));
        return PageImageResource.readListed(() -> files.reply(
                doorCall,
                PageImageResource.sheet(papers, paper),
                paper.name(),
                paper.size(),
                shown,
                () -> originals.recordAccess(doorCall.caller(), caseId, paper.sha256())));
    }

    /** Replies with a sheet's proof to any caller who may read the paper. */
    DoorReply proof(DoorCall doorCall) {
        Cases.Paper paper = cases.readPaper(
                doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.requiredParam("sha256"));
        byte[] proof = proofs.create(paper.sha256(), EvidenceMapper.seal(doorCall.param("seal")));
        return DoorReply.ok(new DoorReply.File(
                "proof-" + paper.sha256() + ".json",
                "application/octet-stream",
                proof.length,
                new ByteArrayInputStream(proof)));
    }

    /** Replies with a sheet of an agency's answer. Sheets of an erased answer are not found. */
    DoorReply answerSheet(DoorCall doorCall) {
        UUID inquiry = doorCall.id("inquiry", "inquiry");
        String sha256 = cases.readAnswerSheet(
                        doorCall.caller(),
                        CaseRequestMapper.caseId(doorCall),
                        inquiry,
                        doorCall.requiredParam("sha256"))
                .sha256();
        Papers.Sheet found = papers.answerSheet(inquiry, sha256).orElseThrow(() -> Refusal.notFound("sheet"));
        // if the sheet is also a paper of the case, a district may have covered areas of it
        UUID caseId = CaseRequestMapper.caseId(doorCall);
        SheetImages.AppliedRedactions shown = redactions.authorizeView(doorCall.caller(), caseId, sha256, false);
        return files.reply(
                doorCall,
                new SheetImages.Sheet(sha256, found.mediaType(), true),
                found.name(),
                found.size(),
                shown,
                () -> originals.recordAccess(doorCall.caller(), caseId, sha256));
    }
}
