package city.pishkhan.platform.artemis.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** Security of the embedded broker: one user, the hub, who may do everything. */
final class SingleUserSecurity implements ActiveMQSecurityManager {

    private final String user;
    private final byte[] password;

    SingleUserSecurity(String user, String password) {
        this.user = user;
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean validateUser(String candidate, String secret) {
        return user.equals(candidate)
                && secret != null
                && MessageDigest.isEqual(password, secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean validateUserAndRole(String candidate, String secret, Set<Role> roles, CheckType checkType) {
        return validateUser(candidate, secret);
    }
}
