package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.Share;
import city.pishkhan.contracts.office.persons.Authority;
import city.pishkhan.contracts.office.persons.AuthorityList;
import city.pishkhan.contracts.office.persons.AuthorityPerson;
import city.pishkhan.contracts.office.persons.NewAuthority;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.NullContract;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;

/** Converts authorities between service and wire form, for offices and citizens. */
@Mapper(config = WireMapping.class)
public abstract class AuthorityMapper {
    /** Instance that all doors share. */
    public static final AuthorityMapper INSTANCE = new AuthorityMapperImpl();

    private static final int LONGEST = 200;
    private static final int LONGEST_NUMBER = 50;
    private static final int LONGEST_SUBJECT = 50;
    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,7})\\s*/\\s*([0-9]{1,7})");
    private static final Set<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::code).collect(Collectors.toSet());
    private static final Set<String> ACTS =
            Arrays.stream(Act.values()).map(Act::code).collect(Collectors.toSet());

    /**
     * Checks and converts a new authority.
     *
     * @throws Refusal INVALID with the field at fault
     */
    public static Authorities.NewAuthority newAuthority(NewAuthority given) {
        return new Authorities.NewAuthority(
                Kind.of(FieldCheck.oneOf("kind", given.kind(), KINDS)).orElseThrow(),
                person("owner", given.owner()),
                person("holder", given.holder()),
                FieldCheck.optional("subject", given.subject(), LONGEST_SUBJECT),
                acts(given.acts()),
                FieldCheck.text("number", given.number(), LONGEST_NUMBER),
                FieldCheck.optional("contract", given.contract(), LONGEST_NUMBER),
                FieldCheck.day("gazette", given.gazette(), null),
                given.sheet() == null ? null : FieldCheck.sha256("sheet", given.sheet()),
                FieldCheck.day("until", given.until(), null),
                share(given.share()),
                Boolean.TRUE.equals(given.jointly()));
    }

    private static Authorities.Person person(String field, AuthorityPerson given) {
        AuthorityPerson present = FieldCheck.present(field, given);
        return new Authorities.Person(
                FieldCheck.person(field + ".nationalId", present.nationalId()),
                FieldCheck.text(field + ".name", present.name(), LONGEST),
                FieldCheck.optional(field + ".mobile", present.mobile(), LONGEST));
    }

    private static Set<Act> acts(@Nullable List<String> given) {
        EnumSet<Act> acts = EnumSet.noneOf(Act.class);
        if (given != null && !given.isEmpty()) {
            FieldCheck.list("acts", given, Act.values().length)
                    .forEach(act ->
                            acts.add(Act.of(FieldCheck.oneOf("acts", act, ACTS)).orElseThrow()));
        }
        return acts;
    }

    private static @Nullable Share share(@Nullable String given) {
        String text = FieldCheck.optional("share", given, LONGEST_NUMBER);
        if (text == null) {
            return null;
        }
        Matcher parts = FRACTION.matcher(PersianText.normalise(text));
        if (!parts.matches()) {
            throw Refusal.invalid("share.shape", "share");
        }
        return new Share(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    public abstract Authority wire(Authorities.Authority a);

    protected abstract AuthorityPerson person(Authorities.Person person);

    protected static String kind(Kind kind) {
        return kind.code();
    }

    protected static List<String> codes(Set<Act> acts) {
        return acts.stream().sorted().map(Act::code).toList();
    }

    @NullContract("!null -> !null")
    protected static @Nullable String fraction(@Nullable Share share) {
        return share == null ? null : share.toString();
    }

    public abstract AuthorityList list(Page<Authorities.Authority> page);
}
