"""The same short message in ten languages and eight scripts, written for this app: what does it cost as tokens?

Everyday sentences that say the same in every language. Knows nothing about tokenizers.
"""

PARAGRAPHS = {
    "English": (
        "Good morning! My grandmother lives in a small house by the river. Every day she bakes bread and drinks tea with "
        "her neighbours. When it rains, we sit at the window and she tells me stories. I learn a new word from her every day."
    ),
    "German": (
        "Guten Morgen! Meine Großmutter wohnt in einem kleinen Haus am Fluss. Jeden Tag backt sie Brot und trinkt Tee mit "
        "ihren Nachbarn. Wenn es regnet, sitzen wir am Fenster, und sie erzählt mir Geschichten. Jeden Tag lerne ich ein "
        "neues Wort von ihr."
    ),
    "Spanish": (
        "¡Buenos días! Mi abuela vive en una casa pequeña junto al río. Todos los días hornea pan y toma té con sus "
        "vecinos. Cuando llueve, nos sentamos junto a la ventana y ella me cuenta historias. Cada día aprendo de ella una "
        "palabra nueva."
    ),
    "Russian": (
        "Доброе утро! Моя бабушка живёт в маленьком доме у реки. Каждый день она печёт хлеб и пьёт чай с соседями. Когда "
        "идёт дождь, мы сидим у окна, и она рассказывает мне истории. Каждый день я узнаю от неё новое слово."
    ),
    "Greek": (
        "Καλημέρα! Η γιαγιά μου μένει σε ένα μικρό σπίτι δίπλα στο ποτάμι. Κάθε μέρα ψήνει ψωμί και πίνει τσάι με τους "
        "γείτονές της. Όταν βρέχει, καθόμαστε στο παράθυρο και μου λέει ιστορίες. Κάθε μέρα μαθαίνω από αυτήν μια καινούργια "
        "λέξη."
    ),
    "Arabic": (
        "صباح الخير! تعيش جدتي في بيت صغير بجانب النهر. كل يوم تخبز الخبز وتشرب الشاي مع جيرانها. عندما ينزل المطر نجلس "
        "عند النافذة وتحكي لي القصص. كل يوم أتعلم منها كلمة جديدة."
    ),
    "Hindi": (
        "सुप्रभात! मेरी दादी नदी के किनारे एक छोटे घर में रहती हैं। वे हर दिन रोटी बनाती हैं और अपने पड़ोसियों के साथ चाय पीती हैं। "
        "जब बारिश होती है, तब हम खिड़की के पास बैठते हैं और वे मुझे कहानियाँ सुनाती हैं। मैं हर दिन उनसे एक नया शब्द सीखता हूँ।"
    ),
    "Chinese": (
        "早上好！我的奶奶住在河边的一座小房子里。她每天烤面包，和邻居们一起喝茶。下雨的时候，我们坐在窗边，她给我讲故事。我每天从她那里"
        "学会一个新词。"
    ),
    "Japanese": (
        "おはようございます！祖母は川のそばの小さな家に住んでいます。毎日パンを焼き、近所の人たちとお茶を飲みます。雨が降ると、私たちは"
        "窓辺に座り、祖母は私に物語を話してくれます。私は毎日、祖母から新しい言葉を一つ習います。"
    ),
    "Korean": (
        "좋은 아침입니다! 우리 할머니는 강가의 작은 집에 사십니다. 할머니는 매일 빵을 굽고 이웃들과 차를 마십니다. "
        "비가 오면 우리는 창가에 앉고 할머니는 나에게 이야기를 들려주십니다. 나는 매일 할머니에게서 새로운 단어를 하나씩 배웁니다."
    ),
}
