package city.pishkhan.routes.agency.internal;

import city.pishkhan.contracts.agency.AgencyApi;
import city.pishkhan.contracts.soap.agency.AgencyPortType;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.runtime.DoorPaths;

/** Door through which agencies read and answer their inquiries. Each operation is one line that refers to a service. */
@DoorPaths({AgencyRoutes.REST, AgencyRoutes.SOAP})
final class AgencyRoutes extends DoorRoutes {
    static final String REST = "/agency/v1";
    static final String SOAP = "/soap/agency";

    private static final String WSDL = "classpath:city/pishkhan/contracts/soap/agency/agency.wsdl";

    private final Door door;
    private final AgencyResource agencyResource;
    private final AttachmentPageResource pages;
    private final InquiryFormResource forms;
    private final WorklistTable table;
    private final CertificateCheckResource checks;

    AgencyRoutes(
            Door door,
            AgencyResource agencyResource,
            AttachmentPageResource pages,
            InquiryFormResource forms,
            WorklistTable table,
            CertificateCheckResource checks) {
        super("agency");
        this.door = door;
        this.agencyResource = agencyResource;
        this.pages = pages;
        this.forms = forms;
        this.table = table;
        this.checks = checks;
    }

    @Override
    public void configure() {
        rest("agency-rest", REST, AgencyApi.class);
        soap(
                "agency-soap",
                SOAP,
                AgencyPortType.class,
                WSDL,
                "urn:pishkhan:agency:v1",
                "AgencyService",
                "AgencyPort12",
                AgencyApi.class);

        operation("getWorklist", door.read("agency.worklist.read", agencyResource::worklist));
        operation("getWorklistCsv", door.read("agency.worklist.read", table::table));
        operation("getItem", door.read("agency.worklist.read", agencyResource::item));
        operation("claim", door.once("agency.worklist.claim", agencyResource::claim));
        operation("release", door.once("agency.worklist.release", agencyResource::release));

        operation("getInquiries", door.read("agency.inquiry.read", agencyResource::inquiries));
        operation("getInquiry", door.read("agency.inquiry.read", agencyResource::inquiry));
        operation("getInquiryForm", door.read("agency.inquiry.read", forms::form));
        operation("getNotices", door.read("agency.inquiry.read", agencyResource::notices));
        operation("answer", door.once("agency.inquiry.answer", agencyResource::answer));
        // no common transaction, because each answer of a batch succeeds or fails separately
        operation("answerAll", door.detached("agency.inquiry.answer", agencyResource::answerAll));

        operation("getAttachment", door.read("agency.attachment.read", agencyResource::attachment));
        operation("getAttachmentPages", door.read("agency.attachment.read", pages::pages));
        operation("getAttachmentPageInfo", door.read("agency.attachment.read", pages::info));
        operation("getAttachmentPageImage", door.read("agency.attachment.read", pages::image));
        operation("uploadAttachment", door.once("agency.attachment.upload", agencyResource::upload));

        operation("checkCertificates", door.read("agency.certificate.check", checks::check));
        operation("checkCertificatesCsv", door.read("agency.certificate.check", checks::table));

        operation(
                "openApi",
                Door.open(doorCall -> DoorReply.resource(AgencyApi.class, "openapi.json", "application/json")));
    }
}
