package city.pishkhan.reports.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.MunicipalCases;
import city.pishkhan.api.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Cases of an engine that comes and goes: reports are shown without it, and refused while it is away. */
final class LateCases implements MunicipalCases {
    private final Supplier<MunicipalCases> engine;

    /** @param engine may give {@code null} */
    LateCases(Supplier<MunicipalCases> engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Standing> open(Caller hub, Order order) {
        return present().open(hub, order);
    }

    @Override
    public void tell(UUID id, String words) {
        present().tell(id, words);
    }

    @Override
    public Optional<Standing> current(String service, String subject) {
        return present().current(service, subject);
    }

    @Override
    public Optional<Standing> find(UUID id) {
        return Optional.ofNullable(engine.get()).flatMap(there -> there.find(id));
    }

    private MunicipalCases present() {
        MunicipalCases there = engine.get();
        if (there == null) {
            throw new Refusal(
                    Refusal.Kind.UNAVAILABLE,
                    "report.unavailable",
                    null,
                    "Reports cannot be taken at the moment; send yours again.",
                    "اکنون گزارش پذیرفته نمی‌شود؛ کمی بعد دوباره بفرستید.");
        }
        return there;
    }
}
