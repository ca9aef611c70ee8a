package city.pishkhan.office.internal;

import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.contracts.soap.office.OfficePortType;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The office door: what an office, and a district's officer, may do; each is one line to a service. */
final class OfficeRoutes extends DoorRoutes {
    private static final String WSDL = "classpath:city/pishkhan/contracts/soap/office/office.wsdl";

    private final Door door;
    private final OfficeDesk desk;
    private final PaperDesk papers;
    private final PaymentDesk payments;
    private final DeliveryDesk deliveries;
    private final MunicipalDesk municipal;
    private final ReportsDesk reports;

    OfficeRoutes(
            Door door,
            OfficeDesk desk,
            PaperDesk papers,
            PaymentDesk payments,
            DeliveryDesk deliveries,
            MunicipalDesk municipal,
            ReportsDesk reports) {
        super("office");
        this.door = door;
        this.desk = desk;
        this.papers = papers;
        this.payments = payments;
        this.deliveries = deliveries;
        this.municipal = municipal;
        this.reports = reports;
    }

    @Override
    public void configure() {
        rest("office-rest", "/office/v1", OfficeApi.class);
        soap(
                "office-soap",
                "/soap/office",
                OfficePortType.class,
                WSDL,
                "urn:pishkhan:office:v1",
                "OfficeService",
                "OfficePort12",
                OfficeApi.class);

        operation("openCase", door.once("office.case.open", desk::checkSubject, desk::open));
        operation("listCases", door.read("office.case.list", desk::list));
        operation("getCase", door.read("office.case.read", desk::find));
        operation("getHistory", door.read("office.case.history", desk::history));
        operation("submitCase", door.once("office.case.submit", desk::submit));
        operation("reviseRequest", door.change("office.case.revise", desk::revise));
        operation("withdrawCase", door.once("office.case.withdraw", desk::withdraw));
        operation("verifyCase", door.once("office.case.verify", desk::verify));

        operation("inspectCase", door.once("office.case.inspect", municipal::inspect));
        operation("getFees", door.read("office.fee.read", municipal::fees));
        operation("getFeesCsv", door.read("office.fee.read", municipal::feesCsv));

        operation("getArchive", door.read("office.archive.search", papers::archive));
        operation("getCaseArchive", door.read("office.archive.read", papers::caseArchive));
        operation("uploadSheet", door.once("office.sheet.upload", papers::upload));
        operation("addPaper", door.once("office.paper.add", papers::addPaper));
        operation("getPaper", door.read("office.paper.read", papers::paper));
        operation("getAnswerSheet", door.read("office.answer.read", papers::answerSheet));

        operation("getVehicle", door.read("office.vehicle.read", desk::vehicle));

        operation("getDuties", door.read("office.bill.read", payments::duties));
        operation("getBills", door.read("office.bill.read", payments::bills));
        operation("getReceipt", door.read("office.bill.read", payments::receipt));
        operation("getReceiptFile", door.read("office.bill.read", payments::receiptFile));
        operation("beginPayment", door.detached("office.payment.begin", payments::beginPayment));
        operation("enterSlip", door.detached("office.slip.enter", payments::enterSlip));
        operation("getAttempts", door.read("office.payment.read", payments::attempts));
        operation("getCertificate", door.read("office.certificate.read", desk::certificate));
        operation("getCertificateFile", door.read("office.certificate.read", desk::certificateFile));
        operation("getEvidence", door.read("office.case.evidence", desk::evidence));

        operation("getDelivery", door.read("office.delivery.read", deliveries::find));
        operation("chooseDelivery", door.once("office.delivery.choose", deliveries::choose));
        operation("recallDelivery", door.once("office.delivery.choose", deliveries::recall));
        operation("listDeliveries", door.read("office.delivery.list", deliveries::list));
        operation("handOverDelivery", door.once("office.delivery.hand-over", deliveries::handOver));

        operation("listReports", door.read("office.report.list", reports::list));

        operation("breakGlass", door.once("office.glass.break", desk::breakGlass));

        operation("openApi", Door.open(call -> Reply.resource(OfficeApi.class, "openapi.json", "application/json")));
    }
}
