/* The smallest use of the library: read a text and count its sentences. */
#include <stdio.h>
#include <string.h>

#include <cotejo.h>

int main(void)
{
    static const char text[] = "The two sides will cooperate. They will meet again.";
    ct_text *read = NULL;
    ct_document *document = NULL;
    ct_segments *segments = NULL;
    ct_error err = { 0 };
    size_t n = 0;

    if (ct_text_read(&read, text, strlen(text), NULL, &err) == CT_OK
        && ct_document_of(&document, read, CT_EN, NULL, NULL, &err) == CT_OK
        && ct_segments_of(&segments, document, NULL, &err) == CT_OK) {
        ct_segments_sentences(segments, &n);
        printf("two sides: %zu units\n", n);
    } else {
        printf("%s\n", err.message);
    }
    ct_segments_free(segments);
    ct_document_free(document);
    ct_text_free(read);
    return n != 2;
}
