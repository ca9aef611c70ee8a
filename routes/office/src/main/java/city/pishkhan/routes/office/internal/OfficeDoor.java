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
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutesComponent;
import city.pishkhan.doors.mapping.CertificateMapper;
import city.pishkhan.doors.mapping.ReceiptMapper;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import city.pishkhan.spi.PlanningSystem;
import city.pishkhan.spi.VehicleRegistry;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes the office door. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class OfficeDoor extends DoorRoutesComponent {
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

    /** Optional and dynamic, so that the planning system can stop without closing the door. */
    @Reference(
            target = "(active=true)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PlanningSystem planning;

    /** Optional and dynamic, like the planning system. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile VehicleRegistry vehicles;

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
            @Reference SheetImages images,
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
        this.door = new Door(access, idempotency);
        SubjectLookup subjectLookup = new SubjectLookup(() -> planning, () -> vehicles);
        CaseArchives archives = new CaseArchives(cases, papers, sources);
        this.caseResource = new CaseResource(
                cases,
                archives,
                new CertificateMapper(certificates, certificatePapers),
                evidence,
                glass,
                subjectLookup,
                procedures);
        this.papers = new PaperResource(
                cases, papers, archives, paperFiles, consents, redactions, images, originalFiles, sheetProofFiles);
        this.archive = new ArchiveResource(catalogue);
        this.uploads = new UploadResource(cases, this.papers, uploads);
        this.attestations = new AttestationResource(attestations);
        this.redactions = new RedactionResource(cases, papers, redactions, images);
        this.pages = new PageImageResource(cases, papers, redactions, images);
        this.payments = new OfficePaymentResource(
                cases, payments, new ReceiptMapper(receipts), new RefundTermsMapper(procedures));
        this.deliveries = new DeliveryResource(cases, deliveries);
        this.authorities = new AuthorityResource(authorities, deaths);
        this.municipal = new MunicipalCaseResource(cases, fees);
        this.reports = new ViolationReportResource(reports);
        this.notices = new OfficeNoticeResource(offices);
        this.numbers = new NumberResource(numbers, cases, approvals);
        this.forms = new FormResource(procedures, texts, cases, subjectLookup, offices, papers);
        this.counter = new CounterResource(procedures, texts, counter);
    }

    @Override
    protected RouteBuilder routes() {
        return new OfficeRoutes(
                door,
                caseResource,
                papers,
                archive,
                uploads,
                attestations,
                redactions,
                pages,
                payments,
                deliveries,
                authorities,
                municipal,
                reports,
                notices,
                numbers,
                forms,
                counter);
    }
}
