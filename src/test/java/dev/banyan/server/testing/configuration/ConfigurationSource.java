package dev.banyan.server.testing.configuration;

import static java.util.stream.Collectors.toMap;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.smallrye.config.common.utils.StringUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One source file, as the compiler reads it: the comments that say what a setting means are nowhere else. */
final class ConfigurationSource {
    private final DocTrees comments;
    private final CompilationUnitTree file;

    ConfigurationSource(JavacTask compiler, CompilationUnitTree file) {
        this.comments = DocTrees.instance(compiler);
        this.file = file;
    }

    List<SettingGroup> groups() {
        List<SettingGroup> groups = new ArrayList<>();
        for (Tree type : file.getTypeDecls()) {
            if (type instanceof ClassTree mapping) {
                prefix(mapping).ifPresent(prefix -> groups.add(group(prefix, mapping)));
            }
        }
        return groups;
    }

    private Optional<String> prefix(ClassTree type) {
        return Annotations.of(type.getModifiers())
                .filter(annotation -> Annotations.name(annotation).equals("ConfigMapping"))
                .map(mapping -> (String) Annotations.value(mapping, "prefix"))
                .findFirst();
    }

    private SettingGroup group(String prefix, ClassTree mapping) {
        TreePath path = new TreePath(new TreePath(file), mapping);
        return new SettingGroup(
                prefix, comment(path), settings(prefix, path, mapping, false).toList());
    }

    private Stream<Setting> settings(String prefix, TreePath path, ClassTree type, boolean optional) {
        Map<String, ClassTree> nested = members(type, ClassTree.class)
                .collect(toMap(inner -> inner.getSimpleName().toString(), Function.identity()));
        return members(type, MethodTree.class).flatMap(method -> {
            String name = prefix + "." + StringUtil.skewer(method.getName().toString());
            boolean free = optional || isOptional(method.getReturnType());
            ClassTree inner = nested.get(SettingType.plain(method.getReturnType()));
            return inner == null
                    ? Stream.of(setting(name, method, free, comment(new TreePath(path, method))))
                    : settings(name, new TreePath(path, inner), inner, free);
        });
    }

    private static Setting setting(String name, MethodTree method, boolean optional, String meaning) {
        List<AnnotationTree> annotations = Annotations.within(method).toList();
        return new Setting(
                name,
                SettingType.words(method.getReturnType(), annotations),
                optional,
                annotations.stream()
                        .filter(annotation -> Annotations.name(annotation).equals("WithDefault"))
                        .map(annotation -> (String) Annotations.value(annotation, "value"))
                        .findFirst(),
                meaning);
    }

    private static boolean isOptional(Tree type) {
        return (type instanceof ParameterizedTypeTree generic ? generic.getType() : type)
                .toString()
                .startsWith("Optional");
    }

    private String comment(TreePath path) {
        return Optional.ofNullable(comments.getDocCommentTree(path))
                .map(Comments::asMarkdown)
                .orElse("");
    }

    private static <T> Stream<T> members(ClassTree type, Class<T> kind) {
        return type.getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }
}
