package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.contracts.committee.Expert;
import city.pishkhan.contracts.committee.ExpertChange;
import city.pishkhan.contracts.committee.ExpertChoices;
import city.pishkhan.contracts.committee.ExpertList;
import city.pishkhan.contracts.committee.Licence;
import city.pishkhan.contracts.committee.NewExpert;
import city.pishkhan.doors.mapping.WireMapping;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts experts between service and wire form. */
@Mapper(config = WireMapping.class)
abstract class ExpertMapper {
    static final ExpertMapper INSTANCE = new ExpertMapperImpl();

    /** @param names {@code true} to include the names and licence numbers of experts */
    abstract ExpertList list(Page<Experts.Registered> page, @Context boolean names);

    /** @param names {@code true} to include the expert's name and licence number */
    @Mapping(target = "name", source = "entry.name", qualifiedByName = "identity")
    @Mapping(target = "login", source = "entry.login")
    @Mapping(target = "disciplines", source = "entry.disciplines")
    @Mapping(target = "licence", source = "entry.licence")
    @Mapping(target = "office", source = "entry.office")
    @Mapping(target = "secondOffice", source = "entry.secondOffice")
    @Mapping(target = "secondDays", source = "entry.secondDays")
    @Mapping(target = "deputy", source = "entry.deputy")
    abstract Expert expert(Experts.Registered r, @Context boolean names);

    @Mapping(target = "number", qualifiedByName = "identity")
    protected abstract Licence licence(Experts.Licence l, @Context boolean names);

    @Named("identity")
    protected static @Nullable String identity(String text, @Context boolean names) {
        return names ? text : null;
    }

    protected abstract Expert.Leave leave(Experts.Leave l);

    abstract ExpertChoices choices(Experts.Choices choices);

    protected abstract ExpertChoices.Item choice(Procedures.Choice c);

    abstract Experts.Entry entry(NewExpert given);

    abstract Experts.Entry entry(ExpertChange given);

    protected abstract Experts.Licence licence(Licence given);
}
