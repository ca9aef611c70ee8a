package city.pishkhan.doors.iiif;

import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.messages.Messages;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Warns while the service that renders sheets is absent. */
@Component(service = HealthWatch.class, immediate = true)
public final class SheetImagesWatch implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(SheetImagesWatch.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetImages images;

    @Override
    public String name() {
        return "pictures";
    }

    @Override
    public List<HealthWarning> warnings() {
        return images == null ? List.of(HealthWarning.of(MESSAGES, "pictures-missing", "", null)) : List.of();
    }
}
