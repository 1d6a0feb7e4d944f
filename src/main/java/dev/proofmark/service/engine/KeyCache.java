package dev.proofmark.service.engine;

import io.micrometer.core.instrument.Metrics;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Decoded keys of recent use. They are large, so they are held softly: memory that work needs is never kept from it.
final class KeyCache<K, V> {
    private static final int ENTRIES = 32;

    private final String name;
    private final Map<K, SoftReference<V>> values = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, SoftReference<V>> eldest) {
            return size() > ENTRIES;
        }
    };

    /// @param name under which hits and misses are counted
    KeyCache(String name) {
        this.name = name;
    }

    /// The value of `key`, made if it is not there. Two callers may make it at the same time; one of both stays.
    V get(K key, Supplier<V> maker) {
        synchronized (values) {
            SoftReference<V> known = values.get(key);
            V value = known == null ? null : known.get();
            Metrics.counter("proofmark.key.cache", "keys", name, "result", value != null ? "hit" : "miss").increment();
            if (value != null) {
                return value;
            }
        }
        V made = maker.get();
        synchronized (values) {
            values.put(key, new SoftReference<>(made));
        }
        return made;
    }
}
