package city.pishkhan.spi;

import java.net.URI;

/** Where a partner is, as a configuration says it: with or without a slash at its end it is the same place. */
public final class PartnerAddress {
    private PartnerAddress() {}

    /** @return without slashes at the end of its path, so that a path below it can follow; others' words stay as they are */
    public static URI plain(URI address) {
        String path = address.getRawPath();
        if (path == null || !path.endsWith("/") || address.getRawQuery() != null || address.getRawFragment() != null) {
            return address;
        }
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }
}
