/** What operators are told of the hub's configuration on this node. Begin with {@link EffectiveSettingsService}. */
package city.pishkhan.runtime.internal.settings;
