enum PretextPlaceholder {}
