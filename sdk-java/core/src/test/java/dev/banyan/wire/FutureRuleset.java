package dev.banyan.wire;

import dev.banyan.vectors.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A ruleset with everything in it that there is, and ways to make of any place in it what a later release may write there. */
final class FutureRuleset {
    private static final String TEXT = """
            {"schema":1,"project":"shop","environment":"production","epoch":"e-1","revision":%REVISION%,"rollback":null,"urgent":3,
             "pinning":{"secrets":["0123456789abcdef"],"maxAgeSeconds":600},
             "emergencies":[{"id":"00-1","mode":"rollback","routes":["rolled.back"]}],
             "settled":["00-2"],
             "segments":[
               {"key":"staff","attribute":"email","included":["ana"],"conditions":[
                 {"attribute":"age","operator":"lessThan","values":[18],"negated":false}]},
               {"key":"testers","included":["customer-1","customer-2"]}],
             "routes":[
               {"key":"every.field","kind":4,"salt":"s1","bucketBy":"account","missingKey":"legacy","method":"GET","path":"/a/{id}",
                "enabled":true,"rollback":null,"shadow":{"share":500000,"control":1000},
                "breaker":{"errors":500000,"slow":900000,"slowMillis":100,"windowSeconds":10,"minimumCalls":20,"openSeconds":30,"probes":5},
                "cohorts":[
                  {"name":"vip","conditions":[
                    {"attribute":"country","operator":"in","values":["DE","AT"],"negated":true},
                    {"attribute":"app","operator":"semverGreaterThan","values":["1.2.0"]}],
                   "rollout":{"from":"live","to":"complete","share":%SHARE%}},
                  {"name":"default","conditions":[],"rollout":{"from":"off","to":"shadow","share":%SHARE%}}]},
               {"key":"plain","kind":2,"salt":"s2","enabled":true,
                "cohorts":[{"name":"default","conditions":[],"rollout":{"from":"off","to":"complete","share":%SHARE%}}]},
               {"key":"by.segment","kind":2,"salt":"s3","missingKey":"random","enabled":true,
                "cohorts":[
                  {"name":"staff","conditions":[{"operator":"inSegment","values":["staff"]}],
                   "rollout":{"from":"off","to":"complete","share":%SHARE%}},
                  {"name":"default","conditions":[],"rollout":{"from":"off","to":"complete","share":0}}]},
               {"key":"rolled.back","kind":6,"salt":"s4","enabled":true,"rollback":"shadow",
                "cohorts":[
                  {"name":"testers","conditions":[{"operator":"inSegment","values":["testers"]}],
                   "rollout":{"from":"rampdown","to":"complete","share":%SHARE%}},
                  {"name":"default","conditions":[],"rollout":{"from":"dualwrite","to":"shadow","share":%SHARE%}}]}]}""";

    private FutureRuleset() {}

    /** The ruleset of a revision as today's server writes it. */
    static Object plain(long revision, int share) {
        return Json.read(TEXT.replace("%REVISION%", "" + revision).replace("%SHARE%", "" + share));
    }

    /** Where each of its values is: names and positions from the root on. */
    static List<List<Object>> places(Object value) {
        List<List<Object>> places = new ArrayList<>();
        collect(value, List.of(), places);
        return places;
    }

    /** A copy in which the value at a place is another one. */
    static Object with(Object value, List<Object> place, UnaryOperator<Object> other) {
        if (place.isEmpty()) {
            return other.apply(value);
        }
        List<Object> rest = place.subList(1, place.size());
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(place.get(0), with(map.get(place.get(0)), rest, other));
            return copy;
        }
        List<Object> copy = new ArrayList<>((List<?>) value);
        copy.set((int) place.get(0), with(copy.get((int) place.get(0)), rest, other));
        return copy;
    }

    /** What no release of today takes there: a list for whatever is none, and an object for a list. */
    static Object unknownForm(Object value) {
        return value instanceof List ? Map.of("later", 1) : List.of(Map.of("later", 1));
    }

    /** With one more member. */
    static Object withField(Object object, String name, Object value) {
        Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) object);
        copy.put(name, value);
        return copy;
    }

    static byte[] bytes(Object ruleset) {
        return JsonWriter.bytes(ruleset);
    }

    private static void collect(Object value, List<Object> place, List<List<Object>> places) {
        places.add(place);
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> collect(member, longer(place, name), places));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), longer(place, i), places);
            }
        }
    }

    private static List<Object> longer(List<Object> place, Object step) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(step);
        return List.copyOf(longer);
    }
}
