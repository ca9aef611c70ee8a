package city.pishkhan.routes.office.internal;

import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.contracts.soap.office.OfficePortType;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.runtime.DoorPaths;

/**
 * Door of offices and district officers; each operation is one line that refers to a service. To find all places of an operation, use
 * {@code git grep -il submitCase}. SOAP supports only the operations in {@code office.wsdl}.
 */
@DoorPaths({OfficeRoutes.REST, OfficeRoutes.SOAP})
final class OfficeRoutes extends DoorRoutes {
    static final String REST = "/office/v1";
    static final String SOAP = "/soap/office";

    private static final String WSDL = "classpath:city/pishkhan/contracts/soap/office/office.wsdl";

    private final Door door;
    private final CaseResource caseResource;
    private final PaperResource papers;
    private final ArchiveResource archive;
    private final UploadResource uploads;
    private final AttestationResource attestations;
    private final RedactionResource redactions;
    private final PageImageResource pages;
    private final OfficePaymentResource payments;
    private final DeliveryResource deliveries;
    private final AuthorityResource authorities;
    private final MunicipalCaseResource municipal;
    private final ViolationReportResource reports;
    private final OfficeNoticeResource notices;
    private final NumberResource numbers;
    private final FormResource forms;
    private final CounterResource counter;

    OfficeRoutes(
            Door door,
            CaseResource caseResource,
            PaperResource papers,
            ArchiveResource archive,
            UploadResource uploads,
            AttestationResource attestations,
            RedactionResource redactions,
            PageImageResource pages,
            OfficePaymentResource payments,
            DeliveryResource deliveries,
            AuthorityResource authorities,
            MunicipalCaseResource municipal,
            ViolationReportResource reports,
            OfficeNoticeResource notices,
            NumberResource numbers,
            FormResource forms,
            CounterResource counter) {
        super("office");
        this.door = door;
        this.caseResource = caseResource;
        this.papers = papers;
        this.archive = archive;
        this.uploads = uploads;
        this.attestations = attestations;
        this.redactions = redactions;
        this.pages = pages;
        this.payments = payments;
        this.deliveries = deliveries;
        this.authorities = authorities;
        this.municipal = municipal;
        this.reports = reports;
        this.notices = notices;
        this.numbers = numbers;
        this.forms = forms;
        this.counter = counter;
    }

    @Override
    public void configure() {
        rest("office-rest", REST, OfficeApi.class);
        soap(
                "office-soap",
                SOAP,
                OfficePortType.class,
                WSDL,
                "urn:pishkhan:office:v1",
                "OfficeService",
                "OfficePort12",
                OfficeApi.class);

        operation("openCase", door.once("office.case.open", caseResource::checked, caseResource::open));
        operation("listCases", door.read("office.case.list", caseResource::list));
        operation("getCasesCsv", door.read("office.case.list", caseResource::table));
        operation("getCase", door.read("office.case.read", caseResource::find));
        operation("getHistory", door.read("office.case.history", caseResource::history));
        operation("submitCase", door.optimistic("office.case.submit", caseResource::submit));
        operation("submitSheets", door.optimistic("office.case.submit", papers::deposited, papers::submit));
        operation("reviseRequest", door.change("office.case.revise", caseResource::revise));
        operation("withdrawCase", door.once("office.case.withdraw", caseResource::withdraw));
        operation("verifyCase", door.once("office.case.verify", caseResource::verify));

        operation("declareInterest", door.once("office.case.inspect", municipal::declareInterest));
        operation("inspectCase", door.once("office.case.inspect", municipal::inspect));
        operation("getFees", door.read("office.fee.read", municipal::fees));
        operation("getFeesCsv", door.read("office.fee.read", municipal::feesCsv));

        operation("getCaseArchive", door.read("office.archive.read", papers::caseArchive));
        operation("consentToArchive", door.once("office.archive.consent", papers::consent));
        operation("uploadSheet", door.optimistic("office.sheet.upload", papers::scanned, papers::upload));
        operation("beginUpload", door.once(UploadResource.UPLOAD, uploads::begin));
        operation("checkUpload", door.read(UploadResource.UPLOAD, uploads::check));
        operation("getUpload", door.read(UploadResource.UPLOAD, uploads::find));
        operation("appendUpload", door.change(UploadResource.UPLOAD, uploads::append));
        operation("endUpload", door.change(UploadResource.UPLOAD, uploads::end));
        operation("getUnfinishedUploads", door.read(UploadResource.UPLOAD, uploads::unfinished));
        operation("dropUpload", door.change(UploadResource.UPLOAD, uploads::drop));
        operation("addPaper", door.optimistic("office.paper.add", papers::fetched, papers::addPaper));
        operation("addPapers", door.optimistic("office.paper.add", papers::deposited, papers::addPapers));
        operation("joinPaperFile", door.once("office.case.paper-file", papers::joinFile));
        operation("getPaper", door.read("office.paper.read", papers::paper));
        operation("getPaperProof", door.read("office.paper.read", papers::proof));
        operation("getManifest", door.read("office.paper.read", pages::manifest));
        operation("getPage", door.read("office.paper.read", pages::page));
        operation("getPageInfo", door.read("office.paper.read", pages::info));
        operation("getPageImage", door.read("office.paper.read", pages::image));
        operation("getAnswerSheet", door.read("office.answer.read", papers::answerSheet));

        operation("listHoldings", door.read("office.holding.list", archive::holdings));
        operation("searchDocuments", door.read("office.archive.search", archive::search));
        operation("titleDocument", door.once("office.archive.describe", archive::titleDocument));
        operation("titleDossier", door.once("office.archive.describe", archive::titleDossier));

        operation("listAttestations", door.read("office.attestation.read", attestations::list));
        operation("attestPaper", door.once("office.attestation.make", attestations::attest));
        operation("getReturnReceipt", door.read("office.original.return", attestations::receipt));
        operation("returnOriginal", door.once("office.original.return", attestations::returned));
        operation("bringOriginal", door.once("office.original.bring", attestations::brought));
        operation("verifyAttestation", door.once("office.attestation.verify", attestations::verify));
        operation("summonOriginal", door.once("office.original.summon", attestations::summon));
        operation("recallSheet", door.once("office.sheet.recall", attestations::recall));
        operation("listRedactions", door.read("office.redaction.read", redactions::list));
        operation("redactAreas", door.once(RedactionResource.MAKE, redactions::areas, redactions::redact));
        operation("removeRedaction", door.once(RedactionResource.MAKE, redactions::removeRedaction));
        operation("listOriginals", door.read("office.original.list", attestations::tasks));

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

        operation("getDelivery", door.read("office.delivery.read", deliveries::find));
        operation("chooseDelivery", door.once("office.delivery.choose", deliveries::choose));
        operation("recallDelivery", door.once("office.delivery.choose", deliveries::recall));
        operation("listDeliveries", door.read("office.delivery.list", deliveries::list));
        operation("handOverDelivery", door.once("office.delivery.hand-over", deliveries::handOver));

        operation("askNumberCode", door.once("office.number.prove", numbers::ask));
        operation("proveNumber", door.once("office.number.prove", numbers::entered, numbers::prove));
        operation("replaceNumber", door.once("office.number.replace", numbers::replace));
        operation("issueLoginSlip", door.once("office.login-slip.issue", numbers::issue));

        operation("recordAuthority", door.once("office.authority.record", authorities::record));
        operation("listAuthorities", door.read("office.authority.read", authorities::list));
        operation("getAuthority", door.read("office.authority.read", authorities::find));
        operation("revokeAuthority", door.once("office.authority.revoke", authorities::revoke));
        operation("ownerPresent", door.once("office.owner.present", caseResource::ownerPresent));
        operation("recordDeath", door.once("office.death.record", authorities::recordDeath));
        operation("listDeaths", door.read("office.death.read", authorities::deaths));
        operation("annulDeath", door.once("office.death.annul", authorities::annulDeath));

        operation("listReports", door.read("office.report.list", reports::list));
        operation("getReportsCsv", door.read("office.report.list", reports::table));
        operation("listReportKinds", door.read("office.report.list", reports::kinds));
        operation("fileReport", door.once("office.report.file", reports::file));
        operation("locateReport", door.once("office.report.file", reports::locate));

        operation("getNotices", door.read("office.notice.read", notices::list));

        operation("breakGlass", door.once("office.glass.break", caseResource::breakGlass));

        operation(
                "openApi",
                Door.open(doorCall -> DoorReply.resource(OfficeApi.class, "openapi.json", "application/json")));
    }
}
