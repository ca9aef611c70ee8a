package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.AgencyPhrases;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Access;
import city.pishkhan.contracts.agency.AgencyApi;
import city.pishkhan.contracts.soap.agency.AgencyPortType;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.doors.iiif.OptionalSheetImages;
import city.pishkhan.runtime.DoorPaths;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Door through which agencies read and answer their inquiries. One line for each operation names its access check and
 * its method.
 */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths({AgencyDoor.REST, AgencyDoor.SOAP})
public final class AgencyDoor extends DoorDescription {
    static final String REST = "/agency/v1";
    static final String SOAP = "/soap/agency";

    private final Door door;

    /** Optional and dynamic, so that the door also runs without pictures of sheets. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetImages pictures;

    @Activate
    public AgencyDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference Inquiries inquiries,
            @Reference Worklist worklist,
            @Reference Papers papers,
            @Reference OriginalFiles originalFiles,
            @Reference Procedures procedures,
            @Reference RuleTexts texts,
            @Reference AgencyPhrases phrases,
            @Reference Certificates certificates) {
        super("agency");
        door = new Door(access, idempotency);
        SheetImages images = new OptionalSheetImages(() -> pictures);
        AgencyResource agencyResource = new AgencyResource(inquiries, worklist, papers, images, originalFiles);

        rest(REST, AgencyApi.class);
        soap(SOAP, AgencyPortType.class, AgencyApi.class);
        addWorklist(agencyResource, new WorklistTable(worklist, procedures));
        addInquiries(agencyResource, new InquiryFormResource(inquiries, procedures, texts, phrases));
        addAttachments(agencyResource, new AttachmentPageResource(inquiries, worklist, images, papers));
        addChecks(new CertificateCheckResource(certificates));
    }

    private void addWorklist(AgencyResource agencyResource, WorklistTable table) {
        operation("getWorklist", door.read("agency.worklist.read", agencyResource::worklist));
        operation("getWorklistCsv", door.read("agency.worklist.read", table::table));
        operation("getItem", door.read("agency.worklist.read", agencyResource::item));
        operation("claim", door.once("agency.worklist.claim", agencyResource::claim));
        operation("release", door.once("agency.worklist.release", agencyResource::release));
    }

    private void addInquiries(AgencyResource agencyResource, InquiryFormResource forms) {
        operation("getInquiries", door.read("agency.inquiry.read", agencyResource::inquiries));
        operation("getInquiry", door.read("agency.inquiry.read", agencyResource::inquiry));
        operation("getInquiryForm", door.read("agency.inquiry.read", forms::form));
        operation("getNotices", door.read("agency.inquiry.read", agencyResource::notices));
        operation("answer", door.once("agency.inquiry.answer", agencyResource::answer));
        // no common transaction, because each answer of a batch succeeds or fails separately
        operation("answerAll", door.detached("agency.inquiry.answer", agencyResource::answerAll));
    }

    private void addAttachments(AgencyResource agencyResource, AttachmentPageResource pages) {
        operation("getAttachment", door.read("agency.attachment.read", agencyResource::attachment));
        operation("getAttachmentPages", door.read("agency.attachment.read", pages::pages));
        operation("getAttachmentPageInfo", door.read("agency.attachment.read", pages::info));
        operation("getAttachmentPageImage", door.read("agency.attachment.read", pages::image));
        operation("uploadAttachment", door.once("agency.attachment.upload", agencyResource::upload));
    }

    private void addChecks(CertificateCheckResource checks) {
        operation("checkCertificates", door.read("agency.certificate.check", checks::check));
        operation("checkCertificatesCsv", door.read("agency.certificate.check", checks::table));
    }
}
