package city.pishkhan.bank.internal;

import java.net.URI;

/** What every bank's configuration file must keep to. */
public final class Terminals {
    private Terminals() {}

    /** @throws IllegalArgumentException if it cannot stand in a callback address */
    public static String name(String name) {
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("name must be 1 to 32 of a-z, 0-9 and -: " + name
                    + " / نام درگاه باید از حروف کوچک لاتین، رقم و خط تیره باشد");
        }
        return name;
    }

    /** @throws IllegalArgumentException if there is none */
    public static long terminal(long terminal) {
        if (terminal <= 0) {
            throw new IllegalArgumentException("terminal is missing / شماره پایانه وارد نشده است");
        }
        return terminal;
    }

    /** @throws IllegalArgumentException if it is none, or carries what nobody may read */
    public static URI address(String field, String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    field + " must be http(s)://host…: " + address + " / نشانی " + field + " نادرست است");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(field + " carries no login, for it is shown"
                    + " / نشانی‌ها نمایش داده می‌شوند و نباید نام کاربری یا رمز داشته باشند");
        }
        return uri;
    }
}
