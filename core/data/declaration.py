"""The first sentence of the Universal Declaration of Human Rights in scripts that write marks on their letters.

Source: United Nations (1948), article 1, in the translations of the Office of the High Commissioner for Human Rights.
Knows nothing about tokenizers.
"""

from unicodedata import normalize

ARTICLE = {
    "English": "All human beings are born free and equal in dignity and rights.",
    "Hindi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "Bengali": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
    "Vietnamese": normalize(
        "NFD",  # each accent written as a sign of its own, as some keyboards and files do
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi.",
    ),
}
