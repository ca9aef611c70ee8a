package city.pishkhan.agencies.internal;

import city.pishkhan.contracts.agency.AgencyApi;
import city.pishkhan.contracts.soap.agency.AgencyPortType;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The agency door: how an agency sees and answers its inquiries; each operation is one line to a service. */
final class AgencyRoutes extends DoorRoutes {
    private static final String WSDL = "classpath:city/pishkhan/contracts/soap/agency/agency.wsdl";

    private final Door door;
    private final AgencyDesk desk;
    private final CheckDesk checks;

    AgencyRoutes(Door door, AgencyDesk desk, CheckDesk checks) {
        super("agency");
        this.door = door;
        this.desk = desk;
        this.checks = checks;
    }

    @Override
    public void configure() {
        rest("agency-rest", "/agency/v1", AgencyApi.class);
        soap(
                "agency-soap",
                "/soap/agency",
                AgencyPortType.class,
                WSDL,
                "urn:pishkhan:agency:v1",
                "AgencyService",
                "AgencyPort12",
                AgencyApi.class);

        operation("getWorklist", door.read("agency.worklist.read", desk::worklist));
        operation("getItem", door.read("agency.worklist.read", desk::item));
        operation("claim", door.once("agency.worklist.claim", desk::claim));
        operation("release", door.once("agency.worklist.release", desk::release));

        operation("getInquiries", door.read("agency.inquiry.read", desk::inquiries));
        operation("getInquiry", door.read("agency.inquiry.read", desk::inquiry));
        operation("getNotices", door.read("agency.inquiry.read", desk::notices));
        operation("answer", door.once("agency.inquiry.answer", desk::answer));
        // each answer of a batch stands or falls by itself: no transaction spans them
        operation("answerAll", door.detached("agency.inquiry.answer", desk::answerAll));

        operation("getAttachment", door.read("agency.attachment.read", desk::attachment));
        operation("uploadAttachment", door.once("agency.attachment.upload", desk::upload));

        operation("checkCertificates", door.read("agency.certificate.check", checks::check));

        operation("openApi", Door.open(call -> Reply.resource(AgencyApi.class, "openapi.json", "application/json")));
    }
}
