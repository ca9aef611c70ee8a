/** Effective configuration of this node for operators. Begin with {@link EffectiveSettingsService}. */
package city.pishkhan.runtime.internal.settings;
