package dev.souk.purchases.analytics;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.purchases.Shops;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Counts how often products' pages are looked at, without a cookie and without writing down who looked. What keeps an address from being
 * counted again and again is in the memory of this instance alone, for half an hour: another instance may count it once more.
 */
public final class Views {
    /** Rows that the views of a product on a day are spread over. */
    static final int SHARDS = 8;
    /** A look at the same product from the same address counts once in so long. */
    static final Duration ONCE_IN = Duration.ofMinutes(30);

    private static final int REMEMBERED = 10_000;
    private static final int IPV6_NETWORK = 8;
    /** What programs that read pages by themselves call themselves. */
    private static final Pattern ROBOT = Pattern.compile("bot|crawl|spider|slurp|preview|headless");

    private final Database database;
    private final Clock clock;
    private final Map<String, Instant> counted = new Recent();

    public Views(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets the oldest when it is full. */
    private static final class Recent extends LinkedHashMap<String, Instant> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    }

    /**
     * Counts a look at a product, unless a robot looked, or the same address did a short while ago.
     *
     * @return false when there is no such product for sale
     */
    public boolean count(ProductId product, Optional<String> address, Optional<String> agent) {
        Instant now = clock.instant();
        Optional<StoreId> store = Optional.ofNullable(
                        Shops.in(database).offers(List.of(product), now).get(product))
                .map(each -> each.offer().store());
        if (store.isEmpty()) {
            return false;
        }
        if (!isRobot(agent) && isFirst(product, address, now)) {
            int shard = IdSource.Randomness.source().nextInt(SHARDS);
            DaySums.in(database).view(store.get(), LocalDate.ofInstant(now, ZoneOffset.UTC), product, shard);
        }
        return true;
    }

    private static boolean isRobot(Optional<String> agent) {
        return agent.isEmpty()
                || ROBOT.matcher(agent.get().toLowerCase(Locale.ROOT)).find();
    }

    private boolean isFirst(ProductId product, Optional<String> address, Instant now) {
        String who = product.text() + " " + address.map(Views::network).orElse("");
        synchronized (counted) {
            Instant last = counted.get(who);
            if (last != null && last.plus(ONCE_IN).isAfter(now)) {
                return false;
            }
            counted.remove(who);
            counted.put(who, now);
            return true;
        }
    }

    /** Of IPv6 the first half: whoever has one address has all that begin like it. */
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
