package city.pishkhan.access.internal.login;

import city.pishkhan.access.internal.Roles;
import city.pishkhan.access.internal.tokens.KnownLogin;
import city.pishkhan.access.internal.users.UsersLoginModule;
import city.pishkhan.api.security.Caller;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates users with a JAAS realm; a {@link PasswordQueue} limits concurrent checks. */
final class RealmLogin {
    private static final Logger LOG = LoggerFactory.getLogger(RealmLogin.class);

    /**
     * Prefix of the voucher (see {@link city.pishkhan.api.security.Authenticator.Token}) of a user who is not in the
     * user files; the name of the JAAS realm follows.
     */
    private static final String FOREIGN = "realm ";

    private final String realm;
    private final Configuration configuration;
    private final UnaryOperator<Set<String>> externalRoleFilter;
    private final PasswordQueue queue;

    RealmLogin(String realm, Configuration configuration, UnaryOperator<Set<String>> externalRoleFilter) {
        this(realm, configuration, externalRoleFilter, new PasswordQueue(2, 64, 10_000));
    }

    /**
     * @param configuration JAAS configuration; {@code null} for that of the container
     * @param externalRoleFilter filters the roles given by a realm other than the user files; returns those that are accepted
     */
    RealmLogin(
            String realm,
            Configuration configuration,
            UnaryOperator<Set<String>> externalRoleFilter,
            PasswordQueue queue) {
        this.realm = realm;
        this.configuration = configuration;
        this.externalRoleFilter = externalRoleFilter;
        this.queue = queue;
    }

    /** Returns {@code true} unless the caller has roles from another realm that are no longer accepted. */
    boolean isAccepted(Caller caller, String voucher) {
        return voucher == null
                || !voucher.startsWith(FOREIGN)
                || externalRoleFilter.apply(caller.roles()).containsAll(caller.roles());
    }

    /**
     * Checks a name and a password.
     *
     * @param isFamiliar {@code true} if the user has logged in from this network before, see {@link PasswordQueue}
     * @return empty for an unknown user, a wrong password or a login without any role
     */
    Optional<KnownLogin> login(String user, char[] password, BooleanSupplier isFamiliar) throws PasswordQueue.Busy {
        return queue.check(isFamiliar, () -> authenticate(user, password));
    }

    private Optional<KnownLogin> authenticate(String user, char[] password) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JAAS loads the container's proxy module with the thread's class loader
        thread.setContextClassLoader(RealmLogin.class.getClassLoader());
        try {
            Subject subject = new Subject();
            new LoginContext(realm, subject, callbackHandler(user, password), configuration).login();
            Set<String> roles = subject.getPrincipals(RolePrincipal.class).stream()
                    .map(RolePrincipal::getName)
                    .collect(Collectors.toSet());
            Optional<UsersLoginModule.FileUserPrincipal> ours =
                    subject.getPrincipals(UsersLoginModule.FileUserPrincipal.class).stream()
                            .findFirst();
            Set<String> validRoles = Roles.valid(roles, user);
            Set<String> valid = ours.isPresent() ? validRoles : externalRoleFilter.apply(validRoles);
            return valid.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KnownLogin(
                            new Caller(
                                    user,
                                    valid,
                                    ours.map(UsersLoginModule.FileUserPrincipal::person)
                                            .orElse("")),
                            ours.map(UsersLoginModule.FileUserPrincipal::voucher)
                                    .orElse(FOREIGN + realm)));
        } catch (LoginException e) {
            LOG.debug("login of {} failed: {}", user, e.getMessage());
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static CallbackHandler callbackHandler(String user, char[] password) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(user);
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(password);
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        };
    }
}
