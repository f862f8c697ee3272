package dev.banyan.evaluation;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a compiled class says of itself: its bytecode version and every type that its constant pool names. */
record ClassFile(String name, int majorVersion, Set<String> types) {

    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

    static ClassFile read(Path file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            in.skipBytes(6);
            int majorVersion = in.readUnsignedShort();
            return new ClassFile(file.getFileName().toString(), majorVersion, types(in));
        } catch (IOException unreadable) {
            throw new IllegalStateException(file.toString(), unreadable);
        }
    }

    /** JVM specification, section 4.4: entries of classes point to their names, descriptors are names themselves. */
    private static Set<String> types(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        List<Integer> classes = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            if (tag == 1) {
                texts[i] = in.readUTF();
            } else if (tag == 7) {
                classes.add(in.readUnsignedShort());
            } else {
                in.skipBytes(size(tag));
                i += tag == 5 || tag == 6 ? 1 : 0;
            }
        }
        Set<String> types = new TreeSet<>();
        classes.forEach(index -> addAll(types, texts[index].startsWith("[") ? texts[index] : "L" + texts[index] + ";"));
        for (String text : texts) {
            addAll(types, text);
        }
        return types;
    }

    private static void addAll(Set<String> types, String descriptor) {
        if (descriptor != null) {
            Matcher matcher = IN_DESCRIPTOR.matcher(descriptor);
            while (matcher.find()) {
                types.add(matcher.group(1).replace('/', '.'));
            }
        }
    }

    private static int size(int tag) {
        return switch (tag) {
            case 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalStateException("constant of unknown sort " + tag);
        };
    }
}
