package flashflow.data.columns;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Cuts text into records of fields, as RFC 4180 has it; lines without anything are skipped. */
final class CsvRecords {
    private final Reader text;
    private final char separator;
    private final String place;
    private int next;
    private long line = 1;
    private long start = 1;

    CsvRecords(Reader text, char separator, String place) throws IOException {
        this.text = text;
        this.separator = separator;
        this.place = place;
        this.next = text.read();
        if (next == '\ufeff') {
            next = text.read();
        }
    }

    /** The line in which the latest record begins, from 1. */
    long line() {
        return start;
    }

    /** The fields of the next record; null at the end. */
    List<String> read() throws IOException {
        while (next == '\n' || next == '\r') {
            advance();
        }
        if (next < 0) {
            return null;
        }
        start = line;
        var fields = new ArrayList<String>();
        fields.add(field());
        while (next == separator) {
            advance();
            fields.add(field());
        }
        return fields;
    }

    private void advance() throws IOException {
        line += next == '\n' ? 1 : 0;
        next = text.read();
    }

    private String field() throws IOException {
        var field = new StringBuilder();
        if (next == '"') {
            quoted(field);
        }
        while (next >= 0 && next != separator && next != '\n' && next != '\r') {
            field.append((char) next);
            advance();
        }
        return field.toString();
    }

    /** Up to the closing quote; two quotes stand for one. */
    private void quoted(StringBuilder field) throws IOException {
        long opened = line;
        advance();
        while (next >= 0) {
            boolean quote = next == '"';
            char c = (char) next;
            advance();
            if (quote && next != '"') {
                return;
            }
            if (quote) {
                advance();
            }
            field.append(c);
        }
        throw new FlashFlowException(place + ", line " + opened
                + ": a quote is opened and never closed; close it, or write it as two quotes.");
    }
}
