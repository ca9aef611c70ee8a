/** Connector for the utility companies' common REST interface. Begin with {@link UtilityConnector}. */
@NullMarked
package city.pishkhan.utilities.internal;

import org.jspecify.annotations.NullMarked;
