package flashflow.notebook;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import flashflow.FlashFlowException;
import flashflow.Html;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Reads a type's public members and their comments from its source, by the compiler's own parser. */
final class SourceComments extends TreePathScanner<Void, Void> {
    private final DocTrees comments;
    private final String wanted;
    private final List<Docs.Entry> entries = new ArrayList<>();

    private SourceComments(DocTrees comments, String wanted) {
        this.comments = comments;
        this.wanted = wanted;
    }

    /** The type of that simple name, then its public members. */
    static List<Docs.Entry> of(String source, String wanted) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new FlashFlowException(
                    "Docs needs a JDK, and this Java has no compiler; start the kernel with a JDK.");
        }
        var file = new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var task = (JavacTask) compiler.getTask(null, null, fault -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            var reader = new SourceComments(DocTrees.instance(task), wanted);
            reader.scan(unit, null);
            return reader.entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (type.getSimpleName().contentEquals(wanted)) {
            add(type.getKind().name().toLowerCase(java.util.Locale.ROOT) + " " + wanted, getCurrentPath());
            for (Tree member : type.getMembers()) {
                member(type, member, new TreePath(getCurrentPath(), member));
            }
        }
        return super.visitClass(type, unused);
    }

    private void member(ClassTree type, Tree member, TreePath path) {
        boolean open = type.getKind() == Tree.Kind.INTERFACE;
        if (member instanceof MethodTree method && shown(method.getModifiers().getFlags(), open)) {
            String name = method.getReturnType() == null ? wanted : method.getReturnType() + " " + method.getName();
            add(name + parameters(method), path);
        } else if (member instanceof VariableTree field
                && shown(field.getModifiers().getFlags(), open)) {
            add(field.getType() + " " + field.getName(), path);
        }
    }

    private static boolean shown(java.util.Set<Modifier> flags, boolean open) {
        return flags.contains(Modifier.PUBLIC) || open && !flags.contains(Modifier.PRIVATE);
    }

    private static String parameters(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getType() + " " + parameter.getName())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Members without a comment of their own, such as overridden ones, are documented where they come from. */
    private void add(String signature, TreePath path) {
        DocCommentTree comment = comments.getDocCommentTree(path);
        if (comment != null) {
            entries.add(new Docs.Entry(signature, html(comment)));
        }
    }

    private static String html(DocCommentTree comment) {
        return html(comment.getFullBody())
                + comment.getBlockTags().stream().map(SourceComments::tag).collect(Collectors.joining());
    }

    private static String tag(DocTree tag) {
        if (tag instanceof ParamTree parameter) {
            return "<br><i>" + parameter.getName() + "</i>: " + html(parameter.getDescription());
        } else if (tag instanceof ReturnTree result) {
            return "<br>Returns " + html(result.getDescription());
        } else if (tag instanceof ThrowsTree fault) {
            return "<br>Throws " + fault.getExceptionName() + " " + html(fault.getDescription());
        }
        return "";
    }

    private static String html(List<? extends DocTree> parts) {
        return parts.stream().map(SourceComments::html).collect(Collectors.joining());
    }

    private static String html(DocTree part) {
        if (part instanceof LiteralTree literal) {
            return "<code>" + Html.escape(literal.getBody().getBody().strip()) + "</code>";
        } else if (part instanceof LinkTree link) {
            String text = link.getLabel().isEmpty() ? link.getReference().getSignature() : html(link.getLabel());
            return "<code>" + Html.escape(text.replaceFirst("^#", "")) + "</code>";
        }
        return part.toString();
    }
}
