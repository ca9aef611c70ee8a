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
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutesComponent;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the agency door. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class AgencyDoor extends DoorRoutesComponent {
    private final Door door;
    private final AgencyResource agencyResource;
    private final AttachmentPageResource pages;
    private final InquiryFormResource forms;
    private final WorklistTable table;
    private final CertificateCheckResource checks;

    @Activate
    public AgencyDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference Inquiries inquiries,
            @Reference Worklist worklist,
            @Reference Papers papers,
            @Reference SheetImages images,
            @Reference OriginalFiles originalFiles,
            @Reference Procedures procedures,
            @Reference RuleTexts texts,
            @Reference AgencyPhrases phrases,
            @Reference Certificates certificates) {
        this.door = new Door(access, idempotency);
        this.agencyResource = new AgencyResource(inquiries, worklist, papers, images, originalFiles);
        this.pages = new AttachmentPageResource(inquiries, worklist, images, papers);
        this.forms = new InquiryFormResource(inquiries, procedures, texts, phrases);
        this.table = new WorklistTable(worklist, procedures);
        this.checks = new CertificateCheckResource(certificates);
    }

    @Override
    protected RouteBuilder routes() {
        return new AgencyRoutes(door, agencyResource, pages, forms, table, checks);
    }
}
