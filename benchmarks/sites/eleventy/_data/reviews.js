// The data of all reviews, their texts turned into HTML once.
import fs from "node:fs";
import markdownIt from "markdown-it";

const converter = markdownIt({ html: true });
export default () => {
  const reviews = JSON.parse(fs.readFileSync(new URL("../data/reviews.json", import.meta.url)));
  for (const review of Object.values(reviews)) {
    review.notices_html = review.notices.map((notice) => converter.render(notice));
    review.records_note_html = converter.render(review.records_note);
  }
  return reviews;
};
