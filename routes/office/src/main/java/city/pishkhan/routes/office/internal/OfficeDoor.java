package city.pishkhan.routes.office.internal;

import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.ResumableUploads;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetProofFiles;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.CounterCases;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.cases.PaperFiles;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.persons.BreakGlass;
import city.pishkhan.api.persons.Deaths;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.contracts.soap.office.OfficePortType;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.doors.iiif.OptionalSheetImages;
import city.pishkhan.doors.mapping.CertificateMapper;
import city.pishkhan.doors.mapping.ReceiptMapper;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.spi.PlanningSystem;
import city.pishkhan.spi.VehicleRegistry;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Door of offices and district officers. One line for each operation names its access check and its method. To find all
 * places of an operation, use {@code git grep -il submitCase}. SOAP supports only the operations in
 * {@code office.wsdl}.
 */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths({OfficeDoor.REST, OfficeDoor.SOAP})
public final class OfficeDoor extends DoorDescription {
    static final String REST = "/office/v1";
    static final String SOAP = "/soap/office";

    private final Door door;

    /** Optional and dynamic, so that the planning system can stop without closing the door. */
    @Reference(
            target = "(active=true)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PlanningSystem planning;

    /** Optional and dynamic, so that the vehicle registry can stop without closing the door. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile VehicleRegistry vehicles;

    /** Optional and dynamic, so that the door also runs without pictures of sheets. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetImages pictures;

    @Activate
    public OfficeDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference Cases cases,
            @Reference Papers papers,
            @Reference ArchiveSources sources,
            @Reference ArchiveCatalogue catalogue,
            @Reference PaperFiles paperFiles,
            @Reference ResumableUploads uploads,
            @Reference ArchiveConsents consents,
            @Reference Attestations attestations,
            @Reference Redactions redactions,
            @Reference OriginalFiles originalFiles,
            @Reference Payments payments,
            @Reference Receipts receipts,
            @Reference Procedures procedures,
            @Reference RuleTexts texts,
            @Reference Deliveries deliveries,
            @Reference Authorities authorities,
            @Reference Deaths deaths,
            @Reference Fees fees,
            @Reference Certificates certificates,
            @Reference CertificatePapers certificatePapers,
            @Reference EvidenceFiles evidence,
            @Reference SheetProofFiles sheetProofFiles,
            @Reference BreakGlass glass,
            @Reference ViolationReports reports,
            @Reference Offices offices,
            @Reference NumberProofs numbers,
            @Reference Approvals approvals,
            @Reference CounterCases counter) {
        super("office");
        door = new Door(access, idempotency);
        SubjectLookup subjectLookup = new SubjectLookup(() -> planning, () -> vehicles);
        SheetImages images = new OptionalSheetImages(() -> pictures);
        CaseArchives archives = new CaseArchives(cases, papers, sources);
        CaseResource caseResource = new CaseResource(
                cases,
                archives,
                new CertificateMapper(certificates, certificatePapers),
                evidence,
                glass,
                subjectLookup,
                procedures);
        PaperResource paperResource = new PaperResource(
                cases, papers, archives, paperFiles, consents, redactions, images, originalFiles, sheetProofFiles);

        rest(REST, OfficeApi.class);
        soap(SOAP, OfficePortType.class, OfficeApi.class);
        addCases(caseResource, paperResource);
        addInspections(new MunicipalCaseResource(cases, fees));
        addPapers(
                paperResource,
                new UploadResource(cases, paperResource, uploads),
                new PageImageResource(cases, papers, redactions, images));
        addArchive(new ArchiveResource(catalogue));
        addOriginals(new AttestationResource(attestations), new RedactionResource(cases, papers, redactions, images));
        addForms(
                new FormResource(procedures, texts, cases, subjectLookup, offices, papers),
                new CounterResource(procedures, texts, counter),
                caseResource);
        addPayments(
                new OfficePaymentResource(
                        cases, payments, new ReceiptMapper(receipts), new RefundTermsMapper(procedures)),
                caseResource);
        addDeliveries(new DeliveryResource(cases, deliveries));
        addNumbers(new NumberResource(numbers, cases, approvals));
        addAuthorities(new AuthorityResource(authorities, deaths), caseResource);
        addReports(new ViolationReportResource(reports), new OfficeNoticeResource(offices));
    }

    private void addCases(CaseResource caseResource, PaperResource papers) {
        operation("openCase", door.once("office.case.open", caseResource::prepareCase, caseResource::open));
        operation("listCases", door.read("office.case.list", caseResource::list));
        operation("getCasesCsv", door.read("office.case.list", caseResource::table));
        operation("getCase", door.read("office.case.read", caseResource::find));
        operation("getHistory", door.read("office.case.history", caseResource::history));
        operation("submitCase", door.optimistic("office.case.submit", caseResource::submit));
        operation("submitSheets", door.optimistic("office.case.submit", papers::storeScans, papers::submit));
        operation("reviseRequest", door.change("office.case.revise", caseResource::revise));
        operation("withdrawCase", door.once("office.case.withdraw", caseResource::withdraw));
        operation("verifyCase", door.once("office.case.verify", caseResource::verify));

        operation("breakGlass", door.once("office.glass.break", caseResource::breakGlass));
    }

    private void addInspections(MunicipalCaseResource municipal) {
        operation("declareInterest", door.once("office.case.inspect", municipal::declareInterest));
        operation("inspectCase", door.once("office.case.inspect", municipal::inspect));
        operation("getFees", door.read("office.fee.read", municipal::fees));
        operation("getFeesCsv", door.read("office.fee.read", municipal::feesCsv));
    }

    private void addPapers(PaperResource papers, UploadResource uploads, PageImageResource pages) {
        operation("getCaseArchive", door.read("office.archive.read", papers::caseArchive));
        operation("consentToArchive", door.once("office.archive.consent", papers::consent));
        operation("uploadSheet", door.optimistic("office.sheet.upload", papers::storeScan, papers::upload));
        operation("beginUpload", door.once(UploadResource.UPLOAD, uploads::begin));
        operation("checkUpload", door.read(UploadResource.UPLOAD, uploads::check));
        operation("getUpload", door.read(UploadResource.UPLOAD, uploads::find));
        operation("appendUpload", door.change(UploadResource.UPLOAD, uploads::append));
        operation("endUpload", door.change(UploadResource.UPLOAD, uploads::end));
        operation("getUnfinishedUploads", door.read(UploadResource.UPLOAD, uploads::listUnfinished));
        operation("dropUpload", door.change(UploadResource.UPLOAD, uploads::drop));
        operation("addPaper", door.optimistic("office.paper.add", papers::fetch, papers::addPaper));
        operation("addPapers", door.optimistic("office.paper.add", papers::storeScans, papers::addPapers));
        operation("joinPaperFile", door.once("office.case.paper-file", papers::joinFile));
        operation("getPaper", door.read("office.paper.read", papers::paper));
        operation("getPaperProof", door.read("office.paper.read", papers::proof));
        operation("getManifest", door.read("office.paper.read", pages::manifest));
        operation("getPage", door.read("office.paper.read", pages::page));
        operation("getPageInfo", door.read("office.paper.read", pages::info));
        operation("getPageImage", door.read("office.paper.read", pages::image));
        operation("getAnswerSheet", door.read("office.answer.read", papers::answerSheet));
    }

    private void addArchive(ArchiveResource archive) {
        operation("listHoldings", door.read("office.holding.list", archive::holdings));
        operation("searchDocuments", door.read("office.archive.search", archive::search));
        operation("titleDocument", door.once("office.archive.describe", archive::titleDocument));
        operation("titleDossier", door.once("office.archive.describe", archive::titleDossier));
    }

    private void addOriginals(AttestationResource attestations, RedactionResource redactions) {
        operation("listAttestations", door.read("office.attestation.read", attestations::list));
        operation("attestPaper", door.once("office.attestation.make", attestations::attest));
        operation("getReturnReceipt", door.read("office.original.return", attestations::receipt));
        operation("returnOriginal", door.once("office.original.return", attestations::recordReturn));
        operation("bringOriginal", door.once("office.original.bring", attestations::recordArrival));
        operation("verifyAttestation", door.once("office.attestation.verify", attestations::verify));
        operation("summonOriginal", door.once("office.original.summon", attestations::summon));
        operation("recallSheet", door.once("office.sheet.recall", attestations::recall));
        operation("listRedactions", door.read("office.redaction.read", redactions::list));
        operation("redactAreas", door.once(RedactionResource.MAKE, redactions::areas, redactions::redact));
        operation("removeRedaction", door.once(RedactionResource.MAKE, redactions::removeRedaction));
        operation("listOriginals", door.read("office.original.list", attestations::tasks));
    }

    private void addForms(FormResource forms, CounterResource counter, CaseResource caseResource) {
        operation("listServices", door.read("office.form.read", forms::services));
        operation("getServiceForm", door.read("office.form.read", forms::form));
        operation("getServiceChecklist", door.read("office.form.read", counter::checklist));
        operation("getRunningCase", door.read("office.case.open", counter::running));
        operation("listToday", door.read("office.case.list", counter::today));
        operation("checkValue", door.read("office.form.read", forms::check));
        operation("getProperty", door.read("office.property.read", forms::property));
        operation("searchCases", door.read("office.case.search", forms::search));
        operation("searchCasesCsv", door.read("office.case.search", forms::searchTable));
        operation("getVehicle", door.read("office.vehicle.read", caseResource::vehicle));
    }

    private void addPayments(OfficePaymentResource payments, CaseResource caseResource) {
        operation("getDuties", door.read("office.bill.read", payments::duties));
        operation("getBills", door.read("office.bill.read", payments::bills));
        operation("getReceipt", door.read("office.bill.read", payments::receipt));
        operation("getReceiptFile", door.read("office.bill.read", payments::receiptFile));
        operation("beginPayment", door.claimed("office.payment.begin", payments::beginPayment));
        operation("enterSlip", door.detached("office.slip.enter", payments::enterSlip));
        operation("getAttempts", door.read("office.payment.read", payments::attempts));
        operation("getCertificate", door.read("office.certificate.read", caseResource::certificate));
        operation("getCertificateFile", door.read("office.certificate.read", caseResource::certificateFile));
        operation("getEvidence", door.read("office.case.evidence", caseResource::evidence));
    }

    private void addDeliveries(DeliveryResource deliveries) {
        operation("getDelivery", door.read("office.delivery.read", deliveries::find));
        operation("chooseDelivery", door.once("office.delivery.choose", deliveries::choose));
        operation("recallDelivery", door.once("office.delivery.choose", deliveries::recall));
        operation("listDeliveries", door.read("office.delivery.list", deliveries::list));
        operation("handOverDelivery", door.once("office.delivery.hand-over", deliveries::handOver));
    }

    private void addNumbers(NumberResource numbers) {
        operation("askNumberCode", door.once("office.number.prove", numbers::ask));
        operation("proveNumber", door.once("office.number.prove", numbers::checkCode, numbers::prove));
        operation("replaceNumber", door.once("office.number.replace", numbers::replace));
        operation("issueLoginSlip", door.once("office.login-slip.issue", numbers::issue));
    }

    private void addAuthorities(AuthorityResource authorities, CaseResource caseResource) {
        operation("recordAuthority", door.once("office.authority.record", authorities::record));
        operation("listAuthorities", door.read("office.authority.read", authorities::list));
        operation("getAuthority", door.read("office.authority.read", authorities::find));
        operation("revokeAuthority", door.once("office.authority.revoke", authorities::revoke));
        operation("ownerPresent", door.once("office.owner.present", caseResource::ownerPresent));
        operation("recordDeath", door.once("office.death.record", authorities::recordDeath));
        operation("listDeaths", door.read("office.death.read", authorities::deaths));
        operation("annulDeath", door.once("office.death.annul", authorities::annulDeath));
    }

    private void addReports(ViolationReportResource reports, OfficeNoticeResource notices) {
        operation("listReports", door.read("office.report.list", reports::list));
        operation("getReportsCsv", door.read("office.report.list", reports::table));
        operation("listReportKinds", door.read("office.report.list", reports::kinds));
        operation("fileReport", door.once("office.report.file", reports::file));
        operation("locateReport", door.once("office.report.file", reports::locate));

        operation("getNotices", door.read("office.notice.read", notices::list));
    }
}
