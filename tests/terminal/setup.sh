# Texts with findings that do not depend on the lexicon: words doubled by mistake, in places enough for every key.
# Some of the text is hostile: it would clear the screen, turn the line around, and hide a word.
write_texts() {
    {
        printf 'Plan de prueba\n\n1. Comercio\n\n'
        printf 'China promoverá el el comercio con la región.\n\n'
        printf 'China apoyará la la inversión \342\200\256oculta\342\200\254 de \033[2J\033]0;robado\007las empresas \344\270\255\345\233\275.\n\n'
        printf 'China ampliará los los intercambios de estudiantes.\n\n'
        printf '2. Cultura\n\nChina celebrará un un festival de cine cada año.\n\n'
        printf 'China creará una una biblioteca digital\342\200\213 común.\n\n'
        printf 'China abrirá sus sus archivos a los investigadores.\n\n'
        printf 'China enviará con con frecuencia sus expertos.\n\nChina reforzará el el turismo.\n'
    } >"$1/a.es.txt"
    {
        printf 'Test plan\n\n1. Trade\n\nChina will promote trade with the region.\n\n'
        printf 'China will support the the investment of companies.\n\n'
        printf 'China will widen student exchanges.\n\n2. Culture\n\nChina will hold a film festival every year.\n\n'
        printf 'China will create a common digital library.\n\nChina will open its archives to researchers.\n\n'
        printf 'China will often send its experts.\n\nChina will strengthen tourism.\n'
    } >"$1/b.en.txt"
}
