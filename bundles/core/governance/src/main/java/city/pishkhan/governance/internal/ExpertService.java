package city.pishkhan.governance.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.LoginPersons;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.governance.internal.experts.ExpertRepository;
import city.pishkhan.governance.internal.experts.ExpertRow;
import city.pishkhan.identifiers.Ids;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link Experts}. The journal contains ids but no names. */
@Component(service = Experts.class)
public final class ExpertService implements Experts {
    private static final String READ = "committee.expert.read";
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_LEAVE_DAYS = 366;
    private static final int MOST_LEAVES = 50;

    private final Access access;
    private final GovernanceRepository governanceRepository;
    private final Journal journal;
    private final LoginPersons persons;
    private final Disciplines disciplines;

    @Activate
    public ExpertService(
            @Reference Access access,
            @Reference GovernanceRepository governanceRepository,
            @Reference Journal journal,
            @Reference LoginPersons persons,
            @Reference Procedures procedures) {
        this.access = access;
        this.governanceRepository = governanceRepository;
        this.journal = journal;
        this.persons = persons;
        this.disciplines = new Disciplines(procedures);
    }

    @Override
    public Choices choices(Caller caller) {
        access.check(caller, READ);
        return new Choices(
                List.copyOf(disciplines.known()),
                WEEKDAYS.stream().map(ExpertService::weekday).toList());
    }

    private static Choice weekday(String code) {
        DayOfWeek day = DayOfWeek.valueOf(code.toUpperCase(Locale.ROOT));
        return new Choice(
                code,
                day.getDisplayName(TextStyle.FULL_STANDALONE, Locale.ENGLISH),
                day.getDisplayName(TextStyle.FULL_STANDALONE, Locale.forLanguageTag("fa")));
    }

    @Override
    public Registered enter(Caller institute, String nationalId, Entry given) {
        access.check(institute, "committee.expert.enter");
        String person = persons.digest("nationalId", nationalId);
        Entry entry = ExpertFields.clean(given, disciplines);
        return governanceRepository.change(sql -> {
            ExpertRegister register = ExpertRepository.load(sql);
            if (register.findByPerson(person).stream().anyMatch(row -> row.ended() == null)) {
                throw Refusal.conflict("expert.known");
            }
            ExpertFields.require(entry, null, register, offices(sql));
            UUID id = Ids.next();
            ExpertRepository.add(sql, id, person, institute.principal());
            ExpertRepository.add(sql, id, entry, institute.principal());
            journal.record(null, "expert.entered", institute, journalDetails(id, entry));
            return toView(sql, id);
        });
    }

    @Override
    public Registered change(Caller institute, UUID id, Entry given) {
        access.check(institute, "committee.expert.change");
        Entry entry = ExpertFields.clean(given, disciplines);
        return change(id, (sql, register) -> {
            ExpertFields.require(entry, id, register, offices(sql));
            ExpertRepository.add(sql, id, entry, institute.principal());
            journal.record(null, "expert.changed", institute, journalDetails(id, entry));
        });
    }

    @Override
    public Registered recordLeave(Caller institute, UUID id, Leave given) {
        access.check(institute, "committee.expert.leave");
        LocalDate from = GovernanceFields.requirePresent("from", given.from());
        if (given.until() != null
                && (given.until().isBefore(from) || given.until().isAfter(from.plusDays(LONGEST_LEAVE_DAYS - 1L)))) {
            throw Refusal.invalid("expert.leave", "until", LONGEST_LEAVE_DAYS);
        }
        return change(id, (sql, register) -> {
            List<Leave> known = register.find(id).orElseThrow().leaves();
            boolean there = known.stream().anyMatch(leave -> leave.from().equals(from));
            if (given.until() == null && !there) {
                throw Refusal.conflict("expert.no-leave", from);
            }
            LocalDate today = RegisterSnapshot.day(Instant.now());
            if (!there
                    && known.stream()
                                    .filter(leave -> !Objects.requireNonNull(leave.until())
                                            .isBefore(today))
                                    .count()
                            >= MOST_LEAVES) {
                throw Refusal.invalid("expert.leaves", "from", MOST_LEAVES);
            }
            ExpertRepository.add(sql, id, given, institute.principal());
            Map<String, Object> details = new TreeMap<>(Map.of("expert", id, "from", from.toString()));
            if (given.until() != null) {
                details.put("until", given.until().toString());
            }
            journal.record(null, "expert.leave", institute, details);
        });
    }

    @Override
    public Registered endService(Caller institute, UUID id, String reason) {
        access.check(institute, "committee.expert.end");
        String why = GovernanceFields.text("reason", reason, LONGEST_REASON);
        return change(id, (sql, register) -> {
            ExpertRepository.end(sql, id, why, institute.principal());
            journal.record(null, "expert.ended", institute, Map.of("expert", id));
        });
    }

    private Registered change(UUID id, BiConsumer<Handle, ExpertRegister> work) {
        return governanceRepository.change(sql -> {
            ExpertRegister register = ExpertRepository.load(sql);
            ExpertRow row = register.find(id).orElseThrow(() -> Refusal.notFound("expert"));
            if (row.ended() != null) {
                throw Refusal.conflict("expert.ended");
            }
            work.accept(sql, register);
            return toView(sql, id);
        });
    }

    private static Set<String> offices(Handle sql) {
        return sql.createQuery("select code from governance.office").mapTo(String.class).stream()
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> journalDetails(UUID id, Entry entry) {
        Map<String, Object> details = new TreeMap<>(Map.of(
                "expert", id,
                "login", entry.login(),
                "office", entry.office(),
                "disciplines", String.join(", ", entry.disciplines()),
                "from", entry.licence().from().toString(),
                "until", entry.licence().until().toString()));
        if (entry.secondOffice() != null) {
            details.put("secondOffice", entry.secondOffice());
            details.put("secondDays", String.join(", ", entry.secondDays()));
        }
        if (entry.deputy() != null) {
            details.put("deputy", entry.deputy());
        }
        return details;
    }

    @Override
    public Page<Registered> list(Caller caller, @Nullable String office, @Nullable String cursor, int limit) {
        access.check(caller, READ);
        Paging paging = Paging.of(cursor, limit);
        LocalDate day = RegisterSnapshot.day(Instant.now());
        return paging.page(
                register().list(office).stream()
                        .filter(row -> paging.from() == null || row.id().compareTo(paging.from()) < 0)
                        .limit(paging.limit())
                        .map(row -> toView(row, day))
                        .toList(),
                Registered::id);
    }

    @Override
    public Registered find(Caller caller, UUID id) {
        access.check(caller, READ);
        return toView(
                register().find(id).orElseThrow(() -> Refusal.notFound("expert")), RegisterSnapshot.day(Instant.now()));
    }

    @Override
    public Set<String> logins(String person) {
        return register().logins(person);
    }

    @Override
    public Optional<String> person(@Nullable String login) {
        return register().byLogin(login).map(ExpertRow::person);
    }

    private ExpertRegister register() {
        return governanceRepository.view().experts().register();
    }

    private static Registered toView(Handle sql, UUID id) {
        return toView(ExpertRepository.load(sql).find(id).orElseThrow(), RegisterSnapshot.day(Instant.now()));
    }

    private static Registered toView(ExpertRow row, LocalDate day) {
        return new Registered(
                row.id(),
                row.entry(),
                row.state(day),
                row.leaves().stream()
                        .filter(leave -> !Objects.requireNonNull(leave.until()).isBefore(day))
                        .toList(),
                row.entered(),
                row.ended());
    }
}
