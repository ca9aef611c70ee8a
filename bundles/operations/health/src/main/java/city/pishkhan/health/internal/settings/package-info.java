/** Effective configuration of this node for operators. Begin with {@link EffectiveSettingsService}. */
@NullMarked
package city.pishkhan.health.internal.settings;

import org.jspecify.annotations.NullMarked;
