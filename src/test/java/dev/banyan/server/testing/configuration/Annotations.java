package dev.banyan.server.testing.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Annotations in sources. */
final class Annotations {
    private Annotations() {}

    static Stream<AnnotationTree> of(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().map(AnnotationTree.class::cast);
    }

    /** Those of its types too. */
    static Stream<AnnotationTree> within(Tree tree) {
        List<AnnotationTree> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
                found.add(annotation);
                return super.visitAnnotation(annotation, nothing);
            }
        }.scan(tree, null);
        return found.stream();
    }

    static String name(AnnotationTree annotation) {
        return annotation.getAnnotationType().toString();
    }

    /** Null for what is not there, or is no literal but a constant. */
    static Object value(AnnotationTree annotation, String argument) {
        for (ExpressionTree given : annotation.getArguments()) {
            boolean named = given instanceof AssignmentTree;
            String name = named ? ((AssignmentTree) given).getVariable().toString() : "value";
            if (name.equals(argument)) {
                return literal(named ? ((AssignmentTree) given).getExpression() : given);
            }
        }
        return null;
    }

    private static Object literal(ExpressionTree expression) {
        return expression instanceof LiteralTree literal ? literal.getValue() : null;
    }
}
