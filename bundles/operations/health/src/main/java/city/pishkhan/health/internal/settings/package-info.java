/** Effective configuration of this node for operators. Begin with {@link EffectiveSettingsService}. */
package city.pishkhan.health.internal.settings;
